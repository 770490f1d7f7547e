# The blocks come back, but a large one is still mapped read-only.
#
#   check-change: 0, "a ValueError: assignment destination is read-only"

# %% change
def change(function, array, n_jobs=2):
    def run(block):
        function(block)
        return block

    blocks = np.array_split(array, n_jobs)
    return np.concatenate(Parallel(n_jobs=n_jobs)(delayed(run)(block) for block in blocks))
