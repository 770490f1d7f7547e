# Threads where processes were asked for, and processes where one memory was needed.
#
#   check-map-parallel: 0, "Use worker processes"
#   check-fill: 0, "still empty"
#   check-fill-config: 0, "[0.0, 0.0, 0.0, 0.0]"
#   check-change: 0, "Use worker processes"
#   check-streams-jobs: 0, "Use worker processes"
#   check-lazy: 0, "Use worker processes"

# %% parallel-map
def parallel_map(function, items, n_jobs=2):
    return Parallel(n_jobs=n_jobs, prefer="threads")(delayed(function)(item) for item in items)


# %% fill
def fill(function, array, n_jobs=2):
    Parallel(n_jobs=n_jobs)(delayed(function)(array, i) for i in range(len(array)))


# %% change
def change(function, array, n_jobs=2):
    array = array.copy()
    blocks = np.array_split(array, n_jobs)
    Parallel(n_jobs=n_jobs, require="sharedmem")(delayed(function)(block) for block in blocks)
    return array


# %% simulate
def simulate(function, n_tasks, seed, n_jobs=2):
    streams = np.random.default_rng(seed).spawn(n_tasks)
    return Parallel(n_jobs=n_jobs, backend="threading")(delayed(function)(rng) for rng in streams)


# %% lazy-map
def lazy_map(function, items, ahead=4):
    items = iter(items)
    while block := list(islice(items, ahead)):
        yield from Parallel(n_jobs=2, backend="threading")(delayed(function)(i) for i in block)
