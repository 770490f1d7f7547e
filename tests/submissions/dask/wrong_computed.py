# The means are computed inside the function.
#
#   check-means-lazy: 0, "an object of type ndarray"

# %% column-means
def column_means(table, megabytes):
    rows, columns = table.shape
    fitting = int(megabytes * 1e6) // (columns * table.dtype.itemsize)
    return da.from_array(table, chunks=(max(1, fitting), columns)).mean(axis=0).compute()
