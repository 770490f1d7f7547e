# The function is called while the graph is made.
#
#   check-tree-lazy: 0, "was called before anybody computed"
#   check-tree-wide: 0

# %% tree
def tree(function, items):
    level = [dask.delayed(item) for item in items]
    while len(level) > 1:
        pairs = [function(a, b) for a, b in zip(level[::2], level[1::2])]
        level = pairs + level[len(level) - len(level) % 2 :]
    return level[0]
