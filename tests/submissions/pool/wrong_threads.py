# Threads where worker processes were asked for.
#
#   check-ordered-parallel: 0, "2 threads of the notebook's own process"
#   check-first-workers: 0, "Use worker processes"
#   check-chunked-map: 0, "Use worker processes"
#   check-gather-parallel: 0, "Use worker processes"
#   check-progress: 0, "Use worker processes"
#   check-total: 0, "Use worker processes"

# %% ordered-map
from concurrent.futures import ThreadPoolExecutor, as_completed
from multiprocessing.pool import ThreadPool


def ordered_map(function, items, workers=2):
    with ThreadPool(workers) as pool:
        return pool.map(function, items)


# %% first-done
def first_done(function, items, workers=2):
    with ThreadPool(workers) as pool:
        yield from pool.imap_unordered(function, items)


# %% chunked-map
def chunked_map(function, items, workers=2):
    items = list(items)
    with ThreadPool(workers) as pool:
        return pool.map(function, items, chunk_size(len(items), workers))


# %% gather
def gather(function, arguments, workers=2):
    with ThreadPoolExecutor(workers) as executor:
        futures = [executor.submit(function, *args) for args in arguments]
    return [future.exception() or future.result() for future in futures]


# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    with ThreadPoolExecutor(workers) as executor:
        futures = [executor.submit(function, item) for item in items]
        for done, _ in enumerate(as_completed(futures), start=1):
            report(done, len(futures))
    return [future.result() for future in futures]


# %% total
def total(function, items, workers=2):
    results = ordered_map(function, items, workers)
    return len(results), sum(results)
