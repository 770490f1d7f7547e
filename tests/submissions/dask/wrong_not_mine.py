# It closes the client of its caller.
#
#   check-joblib: 0, "closed the client of its caller"

# %% joblib-map
def joblib_map(client, function, items):
    with client, parallel_config(backend="dask", client=client):
        return Parallel()(delayed(function)(item) for item in items)
