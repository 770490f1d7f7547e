# Numbers are taken for whole ones.
#
#   check-ordered-order: 0, "gave"
#   check-total: 0, "gave"

# %% ordered-map
def ordered_map(function, items, workers=2):
    with Pool(workers) as pool:
        results = pool.map(function, items)
        return [int(x) if isinstance(x, float) else x for x in results]


# %% total
def total(function, items, workers=2):
    with Pool(workers) as pool:
        results = pool.map(function, items)
    return len(results), int(sum(results))
