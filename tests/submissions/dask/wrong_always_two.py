# Two workers, however many are wanted.
#
#   check-run-threads: 0, "(c) Three tasks on 'threads', workers=3."

# %% run-on
def run_on(where, lazies, workers=2):
    return list(dask.compute(*lazies, scheduler=where, num_workers=2, chunksize=1))
