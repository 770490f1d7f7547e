# One memory, and so the old array is changed.
#
#   check-change: 0, "the old array was changed"

# %% change
def change(function, array, n_jobs=2):
    blocks = np.array_split(array, n_jobs)
    Parallel(n_jobs=n_jobs, require="sharedmem")(delayed(function)(block) for block in blocks)
    return array
