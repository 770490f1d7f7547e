# Right results, from processes in place of threads.
#
#   check-extremes: 0, "load was called 0 times in this process: stay on threads"

# %% extremes
def extremes(load, names, workers=2):
    found = {}
    for name in names:
        data = dask.delayed(load)(name)
        found[name] = dask.delayed(min)(data), dask.delayed(max)(data)
    (found,) = dask.compute(found, scheduler="processes", num_workers=workers)
    return found
