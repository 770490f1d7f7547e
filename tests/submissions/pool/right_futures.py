# concurrent.futures instead of multiprocessing.Pool, everywhere.

# %% usable-cpus
def usable_cpus():
    if hasattr(os, "process_cpu_count"):
        return os.process_cpu_count()
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


# %% ordered-map
from concurrent.futures import ProcessPoolExecutor, as_completed


def ordered_map(function, items, workers=2):
    with ProcessPoolExecutor(workers) as executor:
        return list(executor.map(function, items))


# %% first-done
def first_done(function, items, workers=2):
    with ProcessPoolExecutor(workers) as executor:
        for future in as_completed([executor.submit(function, item) for item in items]):
            yield future.result()


# %% chunk-size
def chunk_size(n_tasks, workers):
    return max(1, round(n_tasks / workers / 4))


# %% chunked-map
def chunked_map(function, items, workers=2):
    items = list(items)
    with ProcessPoolExecutor(workers) as executor:
        size = chunk_size(len(items), workers)
        return list(executor.map(function, items, chunksize=size))


# %% gather
def gather(function, arguments, workers=2):
    with ProcessPoolExecutor(workers) as executor:
        futures = [executor.submit(function, *args) for args in arguments]
    return [future.exception() or future.result() for future in futures]


# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    with ProcessPoolExecutor(workers) as executor:
        futures = [executor.submit(function, item) for item in items]
        for done, _ in enumerate(as_completed(futures), start=1):
            report(done, len(futures))
    return [future.result() for future in futures]


# %% total
def total(function, items, workers=2):
    results = ordered_map(function, items, workers)
    return len(results), sum(results)
