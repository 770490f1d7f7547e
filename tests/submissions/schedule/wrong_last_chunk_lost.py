# The chunks stop as soon as a share is less than one item: the last ones are dropped.
#
#   check-chunks: 0, "does not hold every item once"
#   check-in-chunks: 0, "Expected one list with the 40 squares in order"

# %% shrinking-chunks
def shrinking_chunks(items, workers):
    chunks = []
    start = 0
    while (size := (len(items) - start) // (2 * workers)) > 0:
        chunks.append(items[start : start + size])
        start += size
    return chunks
