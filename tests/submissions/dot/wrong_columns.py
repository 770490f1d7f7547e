# b is cut instead of a, and copies of its columns are put together. The product is right.
#
#   check-matrix-threads: 0, "where block_bounds makes blocks of"
#   check-parallel-cases: 0, "expected calls of dot with"

# %% matrix-dot
def matrix_dot(a, b, blocks=2, dot=np.dot):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    bounds = block_bounds(b.shape[1], blocks)
    with ThreadPoolExecutor(blocks) as executor:
        parts = [executor.submit(dot, a, b[:, i:j]) for i, j in bounds]
        return np.hstack([part.result() for part in parts])
