# A lazy chain: each call needs the one before it.
#
#   check-tree-wide: 0, "wait for one another in 7 levels"

# %% tree
def tree(function, items):
    return functools.reduce(dask.delayed(function), [dask.delayed(item) for item in items])
