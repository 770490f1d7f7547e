# A limit of its own: no more than a thousand items.
#
#   check-ordered-order: 0, "and not"
#   check-first-done: 0, "and not"
#   check-chunked-map: 0, "and not"
#   check-total: 0, "gave (1000,"

# %% ordered-map
from itertools import islice


def ordered_map(function, items, workers=2):
    with Pool(workers) as pool:
        return pool.map(function, islice(items, 1000))


# %% first-done
def first_done(function, items, workers=2):
    with Pool(workers) as pool:
        yield from pool.imap_unordered(function, list(items)[:1000])


# %% chunked-map
def chunked_map(function, items, workers=2):
    items = list(items)[:1000]
    with Pool(workers) as pool:
        return pool.map(function, items, chunksize=chunk_size(len(items), workers))


# %% total
def total(function, items, workers=2):
    with Pool(workers) as pool:
        results = pool.map(function, islice(items, 1000))
    return len(results), sum(results)
