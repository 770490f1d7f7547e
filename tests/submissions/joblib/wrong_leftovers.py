# What is left over at the end is lost: the last block, the last row.
#
#   check-blocks: 0, "in blocks of 3, came out as [0, 1, 4, 9, 16, 25]"
#   check-blocks-tasks: 0, "and Parallel was given 2"
#   check-fill: 0, "is [1.0, 2.0, 3.0, 4.0, 5.0, 0.0]"
#   check-fill-config: 0, "[1.0, 2.0, 3.0, 0.0]"
#   check-change: 0, "has the shape (4000, 250)"
#   check-lazy-order: 0, "The squares of 10 numbers, with ahead=4, came out as [0, 1, 4, 9, 16, 25, 36, 49]"

# %% map-in-blocks
def map_in_blocks(function, items, size, parallel):
    items = list(items)
    blocks = [items[i * size : (i + 1) * size] for i in range(len(items) // size)]

    def call_each(block):
        return [function(item) for item in block]

    return [r for block in parallel(delayed(call_each)(b) for b in blocks) for r in block]


# %% fill
def fill(function, array, n_jobs=2):
    Parallel(n_jobs=n_jobs, require="sharedmem")(
        delayed(function)(array, i) for i in range(len(array) - 1)
    )


# %% change
def change(function, array, n_jobs=2):
    def changed(block):
        block = block.copy()
        function(block)
        return block

    rows = len(array) // n_jobs
    blocks = [array[i * rows : (i + 1) * rows] for i in range(n_jobs)]
    return np.concatenate(Parallel(n_jobs=n_jobs)(delayed(changed)(block) for block in blocks))


# %% lazy-map
def lazy_map(function, items, ahead=4):
    block = []
    for item in items:
        block.append(item)
        if len(block) == ahead:
            yield from Parallel(n_jobs=2)(delayed(function)(x) for x in block)
            block = []
