# joblib is given results in place of calls, and waits for ever on Dask.
#
#   check-joblib: 0, "(e) Is each call wrapped in delayed"

# %% joblib-map
def joblib_map(client, function, items):
    with parallel_config(backend="dask", client=client):
        return Parallel()(function(item) for item in items)
