# Room for 1,000 tasks between two seeds: the next task has the first stream of the next seed.
#
#   check-streams: 0, "With seed 2, 100 of 1100 tasks drew a number that came from another seed"

# %% simulate
def simulate(function, n_tasks, seed, n_jobs=2):
    def task(i):
        return function(np.random.default_rng(1000 * seed + i))

    return Parallel(n_jobs=n_jobs)(delayed(task)(i) for i in range(n_tasks))
