# The sorting is upside down, in (c) and so in (f).
#
#   check-longest-order: 0, "handed out with the costs [1, 2, 30]: not the largest first"
#   check-balanced: 0, "The costliest item was not the first to be run"

# %% longest-first
def longest_first(mapper, function, items, cost):
    items = list(items)
    order = sorted(range(len(items)), key=lambda i: cost(items[i]))
    results = [None] * len(items)
    for i, result in zip(order, mapper(function, [items[i] for i in order])):
        results[i] = result
    return results
