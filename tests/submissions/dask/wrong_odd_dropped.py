# zip drops the item that has no partner.
#
#   check-tree-lazy: 0, "put together by +, gave 'abcd'"
#   check-tree-wide: 0, "11 items need 4 levels"

# %% tree
def tree(function, items):
    level = [dask.delayed(item) for item in items]
    while len(level) > 1:
        level = [dask.delayed(function)(a, b) for a, b in zip(level[::2], level[1::2])]
    return level[0]
