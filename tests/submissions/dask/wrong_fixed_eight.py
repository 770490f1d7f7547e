# Each number is taken to have 8 bytes.
#
#   check-means-chunks: 0, "bytes of int8, at most 10,000 a chunk: it was read in 40 pieces."

# %% column-means
def column_means(table, megabytes):
    rows, columns = table.shape
    fitting = max(1, int(megabytes * 1e6) // (columns * 8))
    return da.from_array(table, chunks=(fitting, columns)).mean(axis=0)
