# Different streams, but never the same again.
#
#   check-streams: 0, "The same seed gave other numbers"
#   check-streams-jobs: 0, "one worker gave other numbers than two"

# %% simulate
def simulate(function, n_tasks, seed, n_jobs=2):
    def task():
        return function(np.random.default_rng())

    return Parallel(n_jobs=n_jobs)(delayed(task)() for _ in range(n_tasks))
