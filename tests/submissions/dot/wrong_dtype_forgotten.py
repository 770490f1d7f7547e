# The array for the result is made of floats, and NumPy does not write integers into it.
#
#   check-matrix-result: 0, "the dtype of the product: (3, 2), int64"

# %% matrix-dot
def matrix_dot(a, b, blocks=2, dot=np.dot):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    product = np.empty((a.shape[0], b.shape[1]))
    with ThreadPoolExecutor(blocks) as executor:
        bounds = block_bounds(len(a), blocks)
        list(executor.map(lambda ij: dot(a[slice(*ij)], b, out=product[slice(*ij)]), bounds))
    return product
