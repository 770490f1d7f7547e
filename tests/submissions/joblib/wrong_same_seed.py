# Every task begins the same stream.
#
#   check-streams: 0, "and only 1 different numbers came back: some tasks have the same stream"

# %% simulate
def simulate(function, n_tasks, seed, n_jobs=2):
    def task():
        return function(np.random.default_rng(seed))

    return Parallel(n_jobs=n_jobs)(delayed(task)() for _ in range(n_tasks))
