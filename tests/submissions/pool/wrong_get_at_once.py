# Worker processes, but each task is waited for before the next one is sent.
#
#   check-ordered-parallel: 0, "but never two at the same time"
#   check-gather-parallel: 0, "waited for before the next one"

# %% ordered-map
def ordered_map(function, items, workers=2):
    with Pool(workers) as pool:
        return [pool.apply(function, (item,)) for item in items]


# %% gather
def gather(function, arguments, workers=2):
    outcomes = []
    with Pool(workers) as pool:
        for args in arguments:
            try:
                outcomes.append(pool.apply_async(function, args).get())
            except Exception as error:
                outcomes.append(error)
    return outcomes
