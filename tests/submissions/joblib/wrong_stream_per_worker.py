# A stream for each worker, and so another number of workers gives other numbers.
#
#   check-streams-jobs: 0, "one worker gave other numbers than two"

# %% simulate
def simulate(function, n_tasks, seed, n_jobs=2):
    def several(child, n):
        rng = np.random.default_rng(child)
        return [function(rng) for _ in range(n)]

    children = np.random.SeedSequence(seed).spawn(n_jobs)
    counts = [len(part) for part in np.array_split(range(n_tasks), n_jobs)]
    parts = Parallel(n_jobs=n_jobs)(delayed(several)(c, n) for c, n in zip(children, counts))
    return sum(parts, [])
