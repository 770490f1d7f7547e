# A generator, or lists in a list, where one list was asked for.
#
#   check-map: 0, "expected the list [9, 1, 4], and got generator"
#   check-blocks: 0, "came out as [[0, 1, 4], [9, 16, 25], [36]]"

# %% parallel-map
def parallel_map(function, items, n_jobs=2):
    return Parallel(n_jobs=n_jobs, return_as="generator")(delayed(function)(i) for i in items)


# %% map-in-blocks
def map_in_blocks(function, items, size, parallel):
    items = list(items)

    def call_each(block):
        return [function(item) for item in block]

    starts = range(0, len(items), size)
    return parallel(delayed(call_each)(items[start : start + size]) for start in starts)
