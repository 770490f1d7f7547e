# One worker more than was asked for.
#
#   check-ordered-parallel: 0, "For workers=3: 4 tasks ran at the same time"
#   check-first-workers: 0, "For workers=3"
#   check-total: 0, "For workers=3"

# %% ordered-map
def ordered_map(function, items, workers=2):
    with Pool(workers + 1) as pool:
        return list(pool.imap(function, items))


# %% first-done
def first_done(function, items, workers=2):
    with Pool(workers + 1) as pool:
        yield from pool.imap_unordered(function, items)


# %% total
def total(function, items, workers=2):
    with Pool(max(workers, 4)) as pool:
        results = pool.map(function, items)
    return len(results), sum(results)
