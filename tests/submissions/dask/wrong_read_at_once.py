# The table becomes a NumPy array first, and is cut up afterwards.
#
#   check-means-lazy: 0, "before anybody computed: it is not lazy"
#   check-means-chunks: 0, "400,000 bytes were read at once"

# %% column-means
def column_means(table, megabytes):
    rows, columns = table.shape
    values = np.asarray(table)
    fitting = int(megabytes * 1e6) // (columns * table.dtype.itemsize)
    return da.from_array(values, chunks=(fitting, columns)).mean(axis=0)
