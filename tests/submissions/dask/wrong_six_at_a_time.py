# Processes take six tasks in a chunk.
#
#   check-run-processes: 0, "one process took both"

# %% run-on
def run_on(where, lazies, workers=2):
    return list(dask.compute(*lazies, scheduler=where, num_workers=workers))
