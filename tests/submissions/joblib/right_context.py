# Parallel as a context manager, a memmap for the output, generators of children.

# %% parallel-map
def parallel_map(function, items, n_jobs=2):
    with Parallel(n_jobs=n_jobs, return_as="generator") as parallel:
        return list(parallel(delayed(function)(item) for item in items))


# %% map-in-blocks
from itertools import chain


def map_in_blocks(function, items, size, parallel):
    def call_all(*block):
        return [function(item) for item in block]

    iterator = iter(items)

    def notes():
        while block := tuple(islice(iterator, size)):
            yield delayed(call_all)(*block)

    return list(chain.from_iterable(parallel(notes())))


# %% fill
from concurrent.futures import ThreadPoolExecutor


def fill(function, array, n_jobs=2):
    with ThreadPoolExecutor(n_jobs) as executor:
        for future in [executor.submit(function, array, i) for i, _ in enumerate(array)]:
            future.result()


# %% change
import tempfile


def change(function, array, n_jobs=2):
    with tempfile.TemporaryDirectory() as folder:
        shared = np.memmap(folder + "/out", dtype=array.dtype, mode="w+", shape=array.shape)
        shared[:] = array
        with Parallel(n_jobs=n_jobs) as parallel:
            parallel(delayed(function)(block) for block in np.array_split(shared, n_jobs))
        return shared.copy()


# %% simulate
def simulate(function, n_tasks, seed, n_jobs=2):
    generators = np.random.default_rng(seed).spawn(n_tasks)
    with Parallel(n_jobs=n_jobs) as parallel:
        return parallel(delayed(function)(rng) for rng in generators)


# %% lazy-map
def lazy_map(function, items, ahead=4):
    iterator = iter(items)
    with Parallel(n_jobs=2, return_as="generator", batch_size=1) as parallel:
        while True:
            block = list(islice(iterator, ahead))
            if not block:
                return
            yield from parallel(delayed(function)(item) for item in block)
