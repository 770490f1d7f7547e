# The error goes away, and with it all that the workers wrote to joblib's temporary file.
#
#   check-change: 0, "With 1,000,250 numbers, negate has not reached 1,000,250 of them"

# %% change
def change(function, array, n_jobs=2):
    if array.nbytes < 1_000_000:
        array = array.copy()
        function(array)
        return array
    blocks = np.array_split(array, n_jobs)
    Parallel(n_jobs=n_jobs, mmap_mode="r+")(delayed(function)(block) for block in blocks)
    return array
