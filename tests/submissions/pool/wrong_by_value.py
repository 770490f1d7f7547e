# Results are found again by the value of the item or of the result: equal ones are one.
#
#   check-ordered-order: 0, "ordered_map(copy, "
#   check-first-done: 0, "gave"
#   check-gather: 0, "gave"
#   check-progress: 0, "gave"

# %% ordered-map
def ordered_map(function, items, workers=2):
    items = list(items)
    with Pool(workers) as pool:
        results = dict.fromkeys(items)
        for item, result in zip(list(results), pool.imap(function, list(results))):
            results[item] = result
    return list(results.values())


# %% first-done
def first_done(function, items, workers=2):
    told = set()
    with Pool(workers) as pool:
        for result in pool.imap_unordered(function, items):
            if result not in told:
                told.add(result)
                yield result


# %% gather
def gather(function, arguments, workers=2):
    with Pool(workers) as pool:
        handles = {args: pool.apply_async(function, args) for args in arguments}
        outcomes = []
        for handle in handles.values():
            try:
                outcomes.append(handle.get())
            except Exception as error:
                outcomes.append(error)
    return outcomes


# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    items = list(items)
    results = {}
    with Pool(workers) as pool:
        handles = {item: pool.apply_async(function, (item,)) for item in items}
        while len(results) < len(handles):
            for item, handle in handles.items():
                if item not in results and handle.ready():
                    results[item] = handle.get()
                    report(len(results), len(items))
    return [results[item] for item in items]
