# `size` is taken for the number of blocks.
#
#   check-blocks-tasks: 0, "6 items in blocks of 3 make 2 tasks, and Parallel was given 3"

# %% map-in-blocks
def map_in_blocks(function, items, size, parallel):
    def call_each(block):
        return [function(int(item)) for item in block]

    blocks = np.array_split(list(items), size)
    return [r for block in parallel(delayed(call_each)(b) for b in blocks) for r in block]
