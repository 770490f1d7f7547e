# Longest first, and the results stay in that order.
#
#   check-longest-order: 0, "in the order of the items, and got [900, 4, 1]"
#   check-longest-parallel: 0, "With a pool, [2, 1, 30] gave [900, 4, 1]"
#   check-balanced: 0, "Expected [4, 1, 900], in the order of the items"

# %% longest-first
def longest_first(mapper, function, items, cost):
    return list(mapper(function, sorted(items, key=cost, reverse=True)))
