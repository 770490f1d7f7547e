# The colleague's program, unchanged.
#
#   check-extremes: 0, "Three files, and load was called 6 times"

# %% extremes
def extremes(load, names, workers=2):
    found = {}
    for name in names:
        data = dask.delayed(load)(name)
        low, high = dask.delayed(min)(data), dask.delayed(max)(data)
        found[name] = low.compute(num_workers=workers), high.compute(num_workers=workers)
    return found
