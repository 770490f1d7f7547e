# A seed for each task is drawn from a thousand: some are drawn twice.
#
#   check-streams: 0, "different numbers came back: some tasks have the same stream"

# %% simulate
def simulate(function, n_tasks, seed, n_jobs=2):
    seeds = np.random.default_rng(seed).integers(1000, size=n_tasks)
    return Parallel(n_jobs=n_jobs)(
        delayed(lambda s: function(np.random.default_rng(s)))(s) for s in seeds
    )
