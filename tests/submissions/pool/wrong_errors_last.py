# Callbacks append results and errors as they come, so nobody knows which is whose.
#
#   check-gather: 0, "gave"

# %% gather
def gather(function, arguments, workers=2):
    results, errors = [], []
    with Pool(workers) as pool:
        for args in arguments:
            pool.apply_async(function, args, callback=results.append, error_callback=errors.append)
        pool.close()
        pool.join()
    return results + errors
