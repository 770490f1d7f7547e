# The pool is never closed.
#
#   check-balanced: 0, "A pool was left open"

# %% balanced
pools = []


def balanced(function, items, cost, workers=2):
    pools.append(Pool(workers))
    return longest_first(pools[-1].imap, function, items, cost)
