# Whatever it is told, it takes threads.
#
#   check-run-threads: 0, "(c) Two tasks on 'synchronous'."
#   check-run-processes: 0, "threads of the notebook's own process"
#   check-run-client: 0, "outside of any Dask worker"

# %% run-on
def run_on(where, lazies, workers=2):
    return list(dask.compute(*lazies, scheduler="threads", num_workers=workers))
