# sorted() sorts pairs by their first number, the azimuth.
#
#   check-balanced-order: 0, "handed out in this order"
#   check-balanced-parallel: 0, "counted from the lowest"

# %% balanced-map
def balanced_map(function, suns, workers=2):
    order = sorted(suns)
    with Pool(workers) as pool:
        results = dict(zip(order, pool.map(function, order, chunksize=1)))
    return [results[sun] for sun in suns]
