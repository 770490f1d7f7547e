# Results are read when the with block is over and the pool is gone. This waits for ever.
#
#   check-ordered-order: 0, "must return a list"
#   check-ordered-parallel: 0, "waits for a pool that is gone"

# %% ordered-map
def ordered_map(function, items, workers=2):
    with Pool(workers) as pool:
        return pool.imap(function, items)
