# A lambda does not reach a worker.
#
#   check-in-chunks: 0, "did not reach the workers"

# %% map-in-chunks
def map_in_chunks(mapper, function, items, workers):
    chunks = shrinking_chunks(items, workers)
    parts = mapper(lambda chunk: [function(item) for item in chunk], chunks)
    return [result for part in parts for result in part]
