# All chunks are as large as the first one.
#
#   check-chunks: 0, "expected chunks of [2, 1, 1, 1, 1, 1, 1], and got [2, 2, 2, 2]"

# %% shrinking-chunks
def shrinking_chunks(items, workers):
    size = max(1, len(items) // (2 * workers))
    return [items[i : i + size] for i in range(0, len(items), size)]
