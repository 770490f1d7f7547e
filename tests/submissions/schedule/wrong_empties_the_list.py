# The chunks are taken out of the list that was given.
#
#   check-chunks: 0, "The list that was given has changed"

# %% shrinking-chunks
def shrinking_chunks(items, workers):
    chunks = []
    while items:
        size = max(1, len(items) // (2 * workers))
        chunks.append(items[:size])
        del items[:size]
    return chunks
