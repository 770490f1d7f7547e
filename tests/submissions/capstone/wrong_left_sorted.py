# The results stay in the order in which the suns were sorted.
#
#   check-balanced-order: 0, "in the order in which the suns were given"

# %% balanced-map
def balanced_map(function, suns, workers=2):
    with Pool(workers) as pool:
        return pool.map(function, sorted(suns, key=lambda sun: sun[1]), chunksize=1)
