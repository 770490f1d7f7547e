# Results are put back by their elevation, which two suns may share.
#
#   check-balanced-order: 0, "of the same elevation"

# %% balanced-map
def balanced_map(function, suns, workers=2):
    order = sorted(suns, key=lambda sun: sun[1])
    with Pool(workers) as pool:
        results = pool.map(function, order, chunksize=1)
    by_elevation = {sun[1]: result for sun, result in zip(order, results)}
    return [by_elevation[sun[1]] for sun in suns]
