# No with blocks: close and join in finally, a start method of their own, starmap and map_async.

# %% usable-cpus
def usable_cpus():
    import psutil

    process = psutil.Process()
    return len(process.cpu_affinity()) if hasattr(process, "cpu_affinity") else os.cpu_count()


# %% ordered-map
import multiprocessing


def ordered_map(function, items, workers=2):
    pool = multiprocessing.get_context("spawn").Pool(workers)
    try:
        return pool.starmap(function, [(item,) for item in items], chunksize=1)
    finally:
        pool.close()
        pool.join()


# %% first-done
def first_done(function, items, workers=2):
    pool = Pool(processes=workers)
    try:
        yield from pool.imap_unordered(function, items)
    finally:
        pool.terminate()


# %% chunk-size
def chunk_size(n_tasks, workers):
    size, rest = divmod(n_tasks, 4 * workers)
    if rest:
        size += 1
    return size or 1


# %% chunked-map
def chunked_map(function, items, workers=2):
    items = list(items)
    pool = Pool(workers)
    handle = pool.map_async(function, items, chunksize=chunk_size(len(items), workers))
    pool.close()
    pool.join()
    return handle.get()


# %% gather
def gather(function, arguments, workers=2):
    pool = Pool(workers)
    handles = [pool.apply_async(function, args) for args in arguments]
    pool.close()
    pool.join()
    outcomes = []
    for handle in handles:
        try:
            outcomes += [handle.get(timeout=0)]
        except Exception as error:
            outcomes += [error]
    return outcomes


# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    import time

    pool = Pool(workers)
    handles = [pool.apply_async(function, (item,)) for item in items]
    pool.close()
    reported = 0
    while reported < len(handles):
        ready = sum(handle.ready() for handle in handles)
        for done in range(reported + 1, ready + 1):
            report(done, len(handles))
        reported = max(reported, ready)
        time.sleep(0.001)
    return [handle.get() for handle in handles]


# %% total
def total(function, items, workers=2):
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        results = pool.map_async(function, items).get()
    return len(results), sum(results)
