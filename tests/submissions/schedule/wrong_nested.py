# The results are left in a list for each chunk.
#
#   check-in-chunks: 0, "Expected one list with the 40 squares in order, and got [[0, 1, 4,"

# %% map-in-chunks
def map_in_chunks(mapper, function, items, workers):
    return list(mapper(partial(tasks.each, function), shrinking_chunks(items, workers)))
