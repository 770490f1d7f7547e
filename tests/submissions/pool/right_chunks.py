# Pool.imap throughout, with chunks; ends of iterators by hand; the chunk size rounded up.

# %% usable-cpus
def usable_cpus():
    import joblib

    return joblib.cpu_count()


# %% ordered-map
def ordered_map(function, items, workers=2):
    with Pool(workers) as pool:
        return [result for result in pool.imap(function, items, chunksize=2)]


# %% first-done
def first_done(function, items, workers=2):
    with Pool(workers) as pool:
        for result in pool.imap_unordered(function, items, chunksize=1):
            yield result


# %% chunk-size
def chunk_size(n_tasks, workers):
    return max(1, -(-n_tasks // (4 * workers)))


# %% chunked-map
def chunked_map(function, items, workers=2):
    tasks = tuple(items)
    with Pool(workers) as pool:
        return list(pool.imap(function, tasks, chunk_size(len(tasks), workers)))


# %% gather
def gather(function, arguments, workers=2):
    def outcome(handle):
        handle.wait()
        try:
            return handle.get()
        except Exception as error:
            return error

    with Pool(workers) as pool:
        handles = [pool.apply_async(function, args) for args in arguments]
        return list(map(outcome, handles))


# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    import queue

    finished = queue.SimpleQueue()
    with Pool(workers) as pool:
        handles = [pool.apply_async(function, (x,), {}, finished.put, finished.put) for x in items]
        for done in range(len(handles)):
            finished.get()
            report(done + 1, len(handles))
        return [handle.get() for handle in handles]


# %% total
def total(function, items, workers=2):
    count, result = 0, 0
    with Pool(workers) as pool:
        for value in pool.imap_unordered(function, items):
            count += 1
            result += value
    return count, result
