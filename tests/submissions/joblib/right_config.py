# parallel_config inside the functions, arrays that are never mapped, spawn keys.

# %% parallel-map
def parallel_map(function, items, n_jobs=2):
    with parallel_config(backend="loky", n_jobs=n_jobs):
        return Parallel()(delayed(function)(item) for item in items)


# %% map-in-blocks
def map_in_blocks(function, items, size, parallel):
    items = list(items)

    def from_start(start):
        return [function(item) for item in items[start : start + size]]

    results = []
    for block in parallel(delayed(from_start)(start) for start in range(0, len(items), size)):
        results += block
    return results


# %% fill
def fill(function, array, n_jobs=2):
    with parallel_config(backend="threading", n_jobs=n_jobs):
        Parallel()(delayed(function)(array, i) for i in range(len(array)))


# %% change
def run(function, block):
    function(block)
    return block


def change(function, array, n_jobs=2):
    parts = np.array_split(array, n_jobs)
    return np.concatenate(Parallel(n_jobs, max_nbytes=None)(delayed(run)(function, p) for p in parts))


# %% simulate
def simulate(function, n_tasks, seed, n_jobs=2):
    def task(number):
        sequence = np.random.SeedSequence(seed, spawn_key=(number,))
        return function(np.random.Generator(np.random.PCG64(sequence)))

    return Parallel(n_jobs=n_jobs)(delayed(task)(number) for number in range(n_tasks))


# %% lazy-map
def lazy_map(function, items, ahead=4):
    parallel, block = Parallel(n_jobs=2), []
    for item in items:
        block.append(item)
        if len(block) == ahead:
            yield from parallel(delayed(function)(x) for x in block)
            block = []
    yield from parallel(delayed(function)(x) for x in block)
