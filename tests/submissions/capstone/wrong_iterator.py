# An iterator leaves the with block, and the workers are gone.
#
#   check-once: 0, "Expected a list, not IMapIterator"
#   check-once-pickles: 0
#   check-balanced-order: 0, "handed out in this order"
#   check-balanced-parallel: 0, "counted from the lowest"

# %% on-terrain
def on_terrain(function, heights, suns, workers=2):
    with Pool(workers, keep_terrain, (heights,)) as pool:
        return pool.imap(function, suns)


# %% balanced-map
def balanced_map(function, suns, workers=2):
    with Pool(workers) as pool:
        return list(pool.imap(function, suns))
