# An iterator, or a generator of items, is read a second time, when it is empty.
#
#   check-ordered-order: 0, "ordered_map(square, a generator, 2) gave []"
#   check-chunked-map: 0, "chunked_map(square, a generator, 2) gave []"
#   check-total: 0, "got (10, 0)"

# %% ordered-map
def ordered_map(function, items, workers=2):
    with Pool(min(workers, len(list(items))) or 1) as pool:
        return pool.map(function, items)


# %% chunked-map
def chunked_map(function, items, workers=2):
    n_tasks = sum(1 for _ in items)
    with Pool(workers) as pool:
        return list(pool.imap(function, items, chunksize=chunk_size(n_tasks, workers)))


# %% total
def total(function, items, workers=2):
    with Pool(workers) as pool:
        results = pool.imap_unordered(function, items)
        return len(list(results)), sum(results)
