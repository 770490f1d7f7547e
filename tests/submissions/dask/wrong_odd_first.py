# The item without a partner goes to the front.
#
#   check-tree-lazy: 0, "put together by +, gave 'cdeab'"

# %% tree
def tree(function, items):
    level = [dask.delayed(item) for item in items]
    while len(level) > 1:
        odd = [level.pop()] if len(level) % 2 else []
        level = odd + [dask.delayed(function)(a, b) for a, b in zip(level[::2], level[1::2])]
    return level[0]
