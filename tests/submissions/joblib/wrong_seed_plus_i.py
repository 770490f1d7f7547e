# Neighbouring seeds share all streams but one.
#
#   check-streams: 0, "have 7 numbers in common"

# %% simulate
def simulate(function, n_tasks, seed, n_jobs=2):
    def task(i):
        return function(np.random.default_rng(seed + i))

    return Parallel(n_jobs=n_jobs)(delayed(task)(i) for i in range(n_tasks))
