# map instead of a generator, a thread pool, streams that jump, futures in a list.

# %% parallel-map
def parallel_map(function, items, n_jobs=2):
    return Parallel(n_jobs, pre_dispatch="all")(map(delayed(function), items))


# %% map-in-blocks
def map_in_blocks(function, items, size, parallel):
    items = list(items)
    results = [None] * len(items)

    def call_each(start):
        return start, [function(item) for item in items[start : start + size]]

    for start, block in parallel(map(delayed(call_each), range(0, len(items), size))):
        results[start : start + size] = block
    return results


# %% fill
from multiprocessing.pool import ThreadPool


def fill(function, array, n_jobs=2):
    with ThreadPool(n_jobs) as pool:
        pool.starmap(function, [(array, i) for i in range(len(array))], chunksize=1)


# %% change
def changed(function, block):
    block = np.array(block)
    function(block)
    return block


def change(function, array, n_jobs=2):
    ends = np.linspace(0, len(array), n_jobs + 1).astype(int)
    new = np.empty_like(array)
    blocks = Parallel(n_jobs=n_jobs)(
        delayed(changed)(function, array[a:b]) for a, b in zip(ends, ends[1:])
    )
    for a, block in zip(ends, blocks):
        new[a : a + len(block)] = block
    return new


# %% simulate
def simulate(function, n_tasks, seed, n_jobs=2):
    def task(jumps):
        return function(np.random.Generator(np.random.PCG64(seed).jumped(jumps)))

    return parallel_map(task, range(n_tasks), n_jobs)


# %% lazy-map
from concurrent.futures import ProcessPoolExecutor


def lazy_map(function, items, ahead=4):
    items = iter(items)
    with ProcessPoolExecutor(2) as executor:
        futures = [executor.submit(function, item) for item in islice(items, ahead)]
        while futures:
            result = futures.pop(0).result()
            futures += [executor.submit(function, item) for item in islice(items, 1)]
            yield result
