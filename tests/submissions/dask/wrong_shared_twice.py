# Two workers share the list, and what two values have in common is computed twice.
#
#   check-run-threads: 0, "had in common was computed 2 times"

# %% run-on
from concurrent.futures import ThreadPoolExecutor


def run_on(where, lazies, workers=2):
    if where != "threads":
        return list(dask.compute(*lazies, scheduler=where, num_workers=workers, chunksize=1))
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(lambda lazy: lazy.compute(scheduler="synchronous"), lazies))
