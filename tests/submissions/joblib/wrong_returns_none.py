# The task returns what the function returns, and that is None.
#
#   check-change: 0, "What does your task return?"

# %% change
def change(function, array, n_jobs=2):
    def changed(block):
        return function(block.copy())

    blocks = np.array_split(array, n_jobs)
    return np.concatenate(Parallel(n_jobs=n_jobs)(delayed(changed)(block) for block in blocks))
