# Notes in a list, threads by name, copy on write, a window that slides.

# %% parallel-map
def parallel_map(function, items, n_jobs=2):
    note, notes = delayed(function), []
    for item in items:
        notes.append(note(item))
    return Parallel(n_jobs=n_jobs, batch_size=1)(notes)


# %% map-in-blocks
def one_block(function, block):
    return list(map(function, block))


def map_in_blocks(function, items, size, parallel):
    blocks = []
    for i, item in enumerate(items):
        if i % size == 0:
            blocks.append([])
        blocks[-1].append(item)
    return sum(parallel(delayed(one_block)(function, block) for block in blocks), [])


# %% fill
def fill(function, array, n_jobs=2):
    Parallel(n_jobs=n_jobs, backend="threading")(
        [delayed(function)(array, i) for i in range(array.shape[0])]
    )


# %% change
def change(function, array, n_jobs=2):
    def run(block):
        function(block)
        return block

    parts = np.array_split(array, n_jobs)
    return np.concatenate(Parallel(n_jobs=n_jobs, mmap_mode="c")(delayed(run)(p) for p in parts))


# %% simulate
def simulate(function, n_tasks, seed, n_jobs=2):
    return Parallel(n_jobs=n_jobs)(
        delayed(lambda i: function(np.random.default_rng([i, seed])))(i) for i in range(n_tasks)
    )


# %% lazy-map
from collections import deque
from multiprocessing import Pool


def lazy_map(function, items, ahead=4):
    with Pool(2) as pool:
        waiting = deque()
        for item in items:
            waiting.append(pool.apply_async(function, (item,)))
            if len(waiting) == ahead:
                yield waiting.popleft().get()
        for answer in waiting:
            yield answer.get()
