# Nobody asks the threads for their results, so their exceptions are lost.
#
#   check-matrix-result: 0, "expected a ValueError"
#   check-matrix-threads: 0, "The caller of matrix_dot should get it, and got a result"

# %% matrix-dot
def matrix_dot(a, b, blocks=2, dot=np.dot):
    product = np.zeros((a.shape[0], b.shape[1]), np.result_type(a, b))
    with ThreadPoolExecutor(blocks) as executor:
        for i, j in block_bounds(len(a), blocks):
            executor.submit(dot, a[i:j], b, out=product[i:j])
    return product
