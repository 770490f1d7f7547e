# The mapper is called for each item: nothing runs at the same time.
#
#   check-longest-order: 0, "The mapper was called 3 times"
#   check-longest-parallel: 0, "never two at the same time"
#   check-balanced: 0, "went to one worker, the second behind the first"

# %% longest-first
def longest_first(mapper, function, items, cost):
    items = list(items)
    results = [None] * len(items)
    for i in sorted(range(len(items)), key=lambda i: cost(items[i]), reverse=True):
        results[i] = list(mapper(function, [items[i]]))[0]
    return results
