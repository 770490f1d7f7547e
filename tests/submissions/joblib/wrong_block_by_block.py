# One call of parallel for each block, or item: each waits for the one before.
#
#   check-blocks-tasks: 0, "was waited for before the next one"
#   check-lazy: 0, "was waited for before the next one"

# %% map-in-blocks
def map_in_blocks(function, items, size, parallel):
    def call_each(block):
        return [function(item) for item in block]

    items, results = list(items), []
    for start in range(0, len(items), size):
        results += parallel([delayed(call_each)(items[start : start + size])])[0]
    return results


# %% lazy-map
def lazy_map(function, items, ahead=4):
    for item in items:
        yield from Parallel(n_jobs=2)([delayed(function)(item)])
