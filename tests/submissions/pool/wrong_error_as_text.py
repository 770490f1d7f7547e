# Errors stand among the results as text, or as another kind of error.
#
#   check-ordered-order: 0, "gave"
#   check-gather: 0, "gave"

# %% ordered-map
def ordered_map(function, items, workers=2):
    with Pool(workers) as pool:
        results = pool.imap(function, items)
        kept = []
        while True:
            try:
                kept.append(next(results))
            except StopIteration:
                return kept
            except Exception as error:
                kept.append(str(error))


# %% gather
def gather(function, arguments, workers=2):
    outcomes = []
    with Pool(workers) as pool:
        for handle in [pool.apply_async(function, args) for args in arguments]:
            try:
                outcomes.append(handle.get())
            except Exception as error:
                outcomes.append(RuntimeError(str(error)))
    return outcomes
