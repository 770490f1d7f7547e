# The colleague's function, with single items but still in sorted order.
#
#   check-balanced: 0, "Expected [4, 1, 900], in the order of the items, and got [900, 4, 1]"

# %% balanced
def balanced(function, items, cost, workers=2):
    ordered = sorted(items, key=cost, reverse=True)
    with Pool(workers) as pool:
        return pool.map(function, ordered, chunksize=1)
