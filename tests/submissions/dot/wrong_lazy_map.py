# Nobody looks at what executor.map returns: an error of dot is lost, and rubbish is the result.
#
#   check-matrix-threads: 0, "The caller of matrix_dot should get it, and got a result"

# %% matrix-dot
def matrix_dot(a, b, blocks=2, dot=np.dot):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    product = np.empty((a.shape[0], b.shape[1]), np.result_type(a, b))
    with ThreadPoolExecutor(blocks) as executor:
        bounds = block_bounds(len(a), blocks)
        executor.map(lambda ij: dot(a[slice(*ij)], b, out=product[slice(*ij)]), bounds)
    return product
