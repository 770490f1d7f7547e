# The means of the rows.
#
#   check-means-chunks: 0, "these are not the means of the columns"

# %% column-means
def column_means(table, megabytes):
    rows, columns = table.shape
    fitting = int(megabytes * 1e6) // (columns * table.dtype.itemsize)
    return da.from_array(table, chunks=(fitting, columns)).mean(axis=1)
