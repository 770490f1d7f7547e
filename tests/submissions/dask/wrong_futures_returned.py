# The client computes, and nobody asks it for the results.
#
#   check-run-client: 0, "returned futures"

# %% run-on
def run_on(where, lazies, workers=2):
    if isinstance(where, Client):
        return where.compute(lazies)
    return list(dask.compute(*lazies, scheduler=where, num_workers=workers, chunksize=1))
