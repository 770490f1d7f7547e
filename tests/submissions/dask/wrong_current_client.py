# For a client it takes the current one, and there is none; and joblib takes the current one.
#
#   check-run-client: 0, "the workers of the client that run_on was given"
#   check-joblib: 0, "on the workers of the current client"

# %% run-on
def run_on(where, lazies, workers=2):
    if isinstance(where, Client):
        return list(dask.compute(*lazies))
    return list(dask.compute(*lazies, scheduler=where, num_workers=workers, chunksize=1))


# %% joblib-map
def joblib_map(client, function, items):
    with parallel_config(backend="dask"):
        return Parallel()(delayed(function)(item) for item in items)
