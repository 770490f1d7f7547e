# Results in the right order, but the costliest items share a chunk.
#
#   check-balanced: 0, "they were in the same chunk"

# %% balanced
def balanced(function, items, cost, workers=2):
    with Pool(workers) as pool:
        return longest_first(pool.map, function, items, cost)
