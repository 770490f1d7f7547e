# Each file is loaded once, and still one at a time.
#
#   check-extremes: 0, "(g) Loading four files."

# %% extremes
def extremes(load, names, workers=2):
    found = {}
    for name in names:
        data = dask.delayed(load)(name)
        low, high = dask.delayed(min)(data), dask.delayed(max)(data)
        found[name] = dask.compute(low, high, num_workers=workers)
    return found
