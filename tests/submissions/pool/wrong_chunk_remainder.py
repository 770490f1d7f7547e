# The last items are lost where the chunks do not divide.
#
#   check-chunked-map: 0, "and not"
#   check-total: 0, "and not"

# %% chunked-map
def chunked_map(function, items, workers=2):
    items = list(items)
    size = chunk_size(len(items), workers)
    chunks = [items[i * size : (i + 1) * size] for i in range(len(items) // size)]
    with Pool(workers) as pool:
        parts = pool.map(partial(tasks.each, function), chunks, chunksize=1)
    return [result for part in parts for result in part]


# %% total
def total(function, items, workers=2):
    items = list(items)
    size = len(items) // workers
    chunks = [items[i * size : (i + 1) * size] for i in range(workers)] if size > 1 else [items]
    with Pool(workers) as pool:
        parts = pool.map(partial(tasks.each, function), chunks, chunksize=1)
    return sum(map(len, parts)), sum(map(sum, parts))
