# Where a row is larger than the limit, chunks have 0 rows.
#
#   check-means-chunks: 0, "(a) Rows of 400 bytes, at most 100 a chunk (never less than a row):"

# %% column-means
def column_means(table, megabytes):
    rows, columns = table.shape
    fitting = int(megabytes * 1e6) // (columns * table.dtype.itemsize)
    return da.from_array(table, chunks=(fitting, columns)).mean(axis=0)
