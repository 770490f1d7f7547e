# The result gets the dtype of the first matrix: integers times floats do not fit in.
#
#   check-matrix-result: 0, "the dtype of the product: (3, 2), float64"

# %% matrix-dot
def matrix_dot(a, b, blocks=2, dot=np.dot):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    product = np.empty((a.shape[0], b.shape[1]), a.dtype)
    with ThreadPoolExecutor(blocks) as executor:
        bounds = block_bounds(len(a), blocks)
        list(executor.map(lambda ij: dot(a[slice(*ij)], b, out=product[slice(*ij)]), bounds))
    return product
