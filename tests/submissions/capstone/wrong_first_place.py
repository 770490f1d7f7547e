# The place is looked up by the sun: of equal suns only the first gets its result.
#
#   check-balanced-order: 0, "or equal ones"

# %% balanced-map
def balanced_map(function, suns, workers=2):
    order = sorted(suns, key=lambda sun: sun[1])
    results = [None] * len(suns)
    with Pool(workers) as pool:
        for sun, result in zip(order, pool.map(function, order, chunksize=1)):
            results[suns.index(sun)] = result
    return results
