# The chunk size is computed, and not used: imap sends the tasks one by one.
#
#   check-chunked-map: 0, "does not use the chunk size"

# %% chunked-map
def chunked_map(function, items, workers=2):
    items = list(items)
    size = chunk_size(len(items), workers)
    with Pool(workers) as pool:
        return list(pool.imap(function, items))
