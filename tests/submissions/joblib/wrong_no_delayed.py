# delayed is forgotten: Parallel is given results.
#
#   check-map: 0, "cannot unpack non-iterable int object"
#   check-map-parallel: 0, "cannot unpack non-iterable int object"

# %% parallel-map
def parallel_map(function, items, n_jobs=2):
    return Parallel(n_jobs=n_jobs)(function(item) for item in items)
