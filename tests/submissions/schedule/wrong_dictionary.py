# Results in a dictionary from item to result: it works for numbers only.
#
#   check-longest-order: 0, "unhashable type: 'list'"

# %% longest-first
def longest_first(mapper, function, items, cost):
    items = list(items)
    ordered = sorted(items, key=cost, reverse=True)
    found = dict(zip(ordered, mapper(function, ordered)))
    return [found[item] for item in items]


# %% balanced
def balanced(function, items, cost, workers=2):
    with Pool(workers) as pool:
        return longest_first(pool.imap, function, items, cost)
