# The colleague's lines as they were sent, and joblib's own generator, which waits for nobody.
# (In the second check two errors race, so its message is a matter of luck.)
#
#   check-map: 0, "could not make calls"
#   check-map-parallel: 0
#   check-change: 0, "With 20 numbers, negate has not reached 20 of them"
#   check-lazy: 0, "Nothing made it wait"

# %% parallel-map
def parallel_map(function, items, n_jobs=2):
    return Parallel(n_jobs=n_jobs)(delayed(function)(item for item in items))


# %% change
def change(function, array, n_jobs=2):
    blocks = np.array_split(array, n_jobs)
    Parallel(n_jobs=n_jobs)(delayed(function)(block) for block in blocks)
    return array


# %% lazy-map
def lazy_map(function, items, ahead=4):
    parallel = Parallel(n_jobs=2, return_as="generator", pre_dispatch=ahead, batch_size=1)
    return parallel(delayed(function)(item) for item in items)
