# A wish, where a condition was needed: another backend wins.
#
#   check-fill-config: 0, "[0.0, 0.0, 0.0, 0.0]"

# %% fill
def fill(function, array, n_jobs=2):
    Parallel(n_jobs=n_jobs, prefer="threads")(
        delayed(function)(array, i) for i in range(len(array))
    )
