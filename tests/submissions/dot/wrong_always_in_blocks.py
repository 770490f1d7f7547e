# Three numbers are cut into blocks, too.
#
#   check-parallel-cases: 0, "expected calls of dot with [11]"

# %% parallel-dot
def parallel_dot(a, b, workers=2, dot=np.dot, least=1_000_000):
    with threadpool_limits(1):
        if a.ndim == b.ndim == 1:
            return vector_dot(a, b, workers, dot)
        if a.ndim == b.ndim == 2:
            return matrix_dot(a, b, workers, dot)
    raise ValueError("dimensions")
