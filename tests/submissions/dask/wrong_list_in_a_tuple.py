# The list of lazy values is one argument, and its results are one of a tuple.
#
#   check-run-threads: 0, "Expected the list [9, 6], and got ([9, 6],)"
#   check-run-client: 0, "returned a tuple, not a list of results"

# %% run-on
def run_on(where, lazies, workers=2):
    return dask.compute(lazies, scheduler=where, num_workers=workers, chunksize=1)
