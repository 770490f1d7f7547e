# Loops in the notebook's own process: no worker is ever used.
#
#   check-map-parallel: 0, "no worker was used"
#   check-blocks-tasks: 0, "Parallel was given 0"
#   check-fill: 0, "no worker was used"
#   check-change: 0, "no worker was used"
#   check-streams-jobs: 0, "No two tasks ran at the same time"
#   check-lazy: 0, "no worker was used"

# %% parallel-map
def parallel_map(function, items, n_jobs=2):
    return [function(item) for item in items]


# %% map-in-blocks
def map_in_blocks(function, items, size, parallel):
    return [function(item) for item in items]


# %% fill
def fill(function, array, n_jobs=2):
    for i in range(len(array)):
        function(array, i)


# %% change
def change(function, array, n_jobs=2):
    array = array.copy()
    for block in np.array_split(array, n_jobs):
        function(block)
    return array


# %% simulate
def simulate(function, n_tasks, seed, n_jobs=2):
    return [function(rng) for rng in np.random.default_rng(seed).spawn(n_tasks)]


# %% lazy-map
def lazy_map(function, items, ahead=4):
    return map(function, items)
