# One generator for all: each process draws from a copy.
#
#   check-streams: 0, "some tasks have the same stream"
#   check-streams-jobs: 0, "one worker gave other numbers than two"

# %% simulate
def simulate(function, n_tasks, seed, n_jobs=2):
    rng = np.random.default_rng(seed)
    return Parallel(n_jobs=n_jobs, batch_size=1)(delayed(function)(rng) for _ in range(n_tasks))
