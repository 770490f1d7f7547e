# The first error loses all the other results.
#
#   check-gather: 0, "the other results are lost"

# %% gather
def gather(function, arguments, workers=2):
    with Pool(workers) as pool:
        return pool.starmap(function, arguments, chunksize=1)
