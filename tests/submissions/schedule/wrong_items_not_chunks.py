# The chunks are not used: every item is a task.
#
#   check-in-chunks: 0, "The mapper got 40 tasks"

# %% map-in-chunks
def map_in_chunks(mapper, function, items, workers):
    return list(mapper(function, items))
