# Results in the order of completion, where the order of the items was asked for.
#
#   check-ordered-order: 0, "the order of the items"
#   check-chunked-map: 0, "not in the order of the items"
#   check-progress: 0, "not in the order of the items"

# %% ordered-map
def ordered_map(function, items, workers=2):
    with Pool(workers) as pool:
        return list(pool.imap_unordered(function, items))


# %% chunked-map
def chunked_map(function, items, workers=2):
    items = list(items)
    with Pool(workers) as pool:
        size = chunk_size(len(items), workers)
        return list(pool.imap_unordered(function, items, chunksize=size))


# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    items, results = list(items), []
    with Pool(workers) as pool:
        for result in pool.imap_unordered(function, items):
            results.append(result)
            report(len(results), len(items))
    return results
