# Each item is a task of its own. joblib packs batches, but it is still given a note for each.
#
#   check-blocks-tasks: 0, "Parallel was given 7"

# %% map-in-blocks
def map_in_blocks(function, items, size, parallel):
    parallel.batch_size = size
    return parallel(delayed(function)(item) for item in items)
