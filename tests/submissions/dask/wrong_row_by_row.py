# Each row is a chunk.
#
#   check-means-chunks: 0, "it was read in 1000 pieces. The chunks are too small."

# %% column-means
def column_means(table, megabytes):
    rows, columns = table.shape
    return da.from_array(table, chunks=(1, columns)).mean(axis=0)
