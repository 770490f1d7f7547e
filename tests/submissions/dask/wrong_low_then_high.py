# All the smallest numbers in one run, all the largest in another.
#
#   check-extremes: 0, "Three files, and load was called 6 times"

# %% extremes
def extremes(load, names, workers=2):
    data = [dask.delayed(load)(name) for name in names]
    lows = dask.compute(*[dask.delayed(min)(x) for x in data], num_workers=workers)
    highs = dask.compute(*[dask.delayed(max)(x) for x in data], num_workers=workers)
    return dict(zip(names, zip(lows, highs)))
