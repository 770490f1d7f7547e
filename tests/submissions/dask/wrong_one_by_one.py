# Each lazy value is computed by itself, and waited for.
#
#   check-run-threads: 0, "(c) Two tasks on 'threads'."
#   check-run-processes: 0, "(c) Two tasks on 'processes'."
#   check-run-client: 0, "(c) Two tasks on a client."

# %% run-on
def run_on(where, lazies, workers=2):
    return [lazy.compute(scheduler=where, num_workers=workers, chunksize=1) for lazy in lazies]
