# An argument is not used: always two jobs, one seed, four ahead.
#
#   check-map-parallel: 0, "With n_jobs=1, two tasks ran at the same time"
#   check-streams: 0, "Seeds 1 and 7 gave the same numbers"
#   check-lazy: 0, "With ahead=2, lazy_map was 3 items ahead"

# %% parallel-map
def parallel_map(function, items, n_jobs=2):
    return Parallel(n_jobs=2)(delayed(function)(item) for item in items)


# %% simulate
def simulate(function, n_tasks, seed, n_jobs=2):
    children = np.random.SeedSequence(2024).spawn(n_tasks)
    return Parallel(n_jobs=n_jobs)(
        delayed(lambda child: function(np.random.default_rng(child)))(child) for child in children
    )


# %% lazy-map
def lazy_map(function, items, ahead=4):
    items = iter(items)
    while block := list(islice(items, 4)):
        yield from Parallel(n_jobs=2)(delayed(function)(item) for item in block)
