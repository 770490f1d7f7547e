# np.dot, and not the dot that was handed over.
#
#   check-vector-threads: 0, "was not called"
#   check-matrix-threads: 0, "was not called"
#   check-parallel-cases: 0, "there were none"
#   check-parallel-blas: 0, "dot was not called"

# %% vector-dot
def vector_dot(a, b, blocks=2, dot=np.dot):
    if a.shape != b.shape:
        raise ValueError("lengths")
    with ThreadPoolExecutor(blocks) as executor:
        parts = [executor.submit(np.dot, a[i:j], b[i:j]) for i, j in block_bounds(len(a), blocks)]
        return sum(part.result() for part in parts)


# %% matrix-dot
def matrix_dot(a, b, blocks=2, dot=np.dot):
    with ThreadPoolExecutor(blocks) as executor:
        parts = [executor.submit(np.dot, a[i:j], b) for i, j in block_bounds(len(a), blocks)]
        return np.vstack([part.result() for part in parts])
