# Everything becomes float: copies, and large integers are rounded.
#
#   check-vector-result: 0, "Were they made into floats?"
#   check-vector-threads: 0, "copies, not views of the vectors"
#   check-matrix-result: 0, "the result should be int64, and is float64"

# %% vector-dot
def vector_dot(a, b, blocks=2, dot=np.dot):
    if a.shape != b.shape:
        raise ValueError("lengths")
    a, b = a.astype(float), b.astype(float)
    with ThreadPoolExecutor(blocks) as executor:
        parts = [executor.submit(dot, a[i:j], b[i:j]) for i, j in block_bounds(len(a), blocks)]
        return sum(part.result() for part in parts)


# %% matrix-dot
def matrix_dot(a, b, blocks=2, dot=np.dot):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    product = np.zeros((a.shape[0], b.shape[1]))

    def rows(bounds):
        start, stop = bounds
        product[start:stop] = dot(a[start:stop], b)

    with ThreadPoolExecutor(blocks) as executor:
        list(executor.map(rows, block_bounds(len(a), blocks)))
    return product
