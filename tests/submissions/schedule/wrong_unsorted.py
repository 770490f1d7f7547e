# Single items, in the order in which they are given.
#
#   check-balanced: 0, "The costliest item was not the first to be run"

# %% balanced
def balanced(function, items, cost, workers=2):
    with Pool(workers) as pool:
        return pool.map(function, items, chunksize=1)
