# Only the kind of error that the example shows is kept beside the results.
#
#   check-gather: 0, "raised ValueError"

# %% gather
def gather(function, arguments, workers=2):
    outcomes = []
    with Pool(workers) as pool:
        for handle in [pool.apply_async(function, args) for args in arguments]:
            try:
                outcomes.append(handle.get())
            except ZeroDivisionError as error:
                outcomes.append(error)
    return outcomes
