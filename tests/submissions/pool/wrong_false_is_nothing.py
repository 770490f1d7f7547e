# A result that is false is taken for the end, or for no result.
#
#   check-ordered-order: 0, "gave"
#   check-first-done: 0, "gave"
#   check-gather: 0, "gave"
#   check-progress: 0, "gave"

# %% ordered-map
def ordered_map(function, items, workers=2):
    with Pool(workers) as pool:
        return [result for result in pool.imap(function, items) if result is not None]


# %% first-done
def first_done(function, items, workers=2):
    with Pool(workers) as pool:
        results = pool.imap_unordered(function, items)
        while (result := next(results, None)) is not None:
            yield result


# %% gather
def gather(function, arguments, workers=2):
    outcomes = []
    with Pool(workers) as pool:
        for handle in [pool.apply_async(function, args) for args in arguments]:
            try:
                outcome = handle.get()
            except Exception as error:
                outcome = error
            if outcome or outcome == 0:
                outcomes.append(outcome)
    return outcomes


# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    items = list(items)
    results = []

    def tell(result):
        if result is not None:
            results.append(result)
            report(len(results), len(items))

    with Pool(workers) as pool:
        handles = [pool.apply_async(function, (item,), callback=tell) for item in items]
        return [handle.get() for handle in handles]
