# Dask's own map in place of joblib: equal calls are one task.
#
#   check-joblib: 0, "(e) Three equal items, and the function was called 1 times."

# %% joblib-map
def joblib_map(client, function, items):
    return client.gather(client.map(function, list(items)))
