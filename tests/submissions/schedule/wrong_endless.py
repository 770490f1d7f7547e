# Where there are few items, a chunk comes out empty, and the loop never ends.
#
#   check-chunks: 0, "does a chunk come out empty?"
#   check-in-chunks: 0, "does a chunk come out empty?"

# %% shrinking-chunks
def shrinking_chunks(items, workers):
    chunks = []
    start = 0
    while start < len(items):
        size = (len(items) - start) // (2 * workers)
        chunks.append(items[start : start + size])
        start += size
    return chunks
