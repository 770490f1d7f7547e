# After the first error, the rest is done by the notebook's own process.
#
#   check-gather-parallel: 0, "One task failed"

# %% gather
def gather(function, arguments, workers=2):
    outcomes = []
    with Pool(workers) as pool:
        try:
            return pool.starmap(function, arguments, chunksize=1)
        except Exception:
            pass
    for args in arguments:
        try:
            outcomes.append(function(*args))
        except Exception as error:
            outcomes.append(error)
    return outcomes
