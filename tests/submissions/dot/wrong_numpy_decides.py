# np.dot knows what fits, the answer thinks; but np.dot also multiplies a matrix by a vector.
#
#   check-parallel-cases: 0, "Shapes (3,) and (3, 3), least=1000000: expected a ValueError"

# %% parallel-dot
def parallel_dot(a, b, workers=2, dot=np.dot, least=1_000_000):
    count = a.size if b.ndim < 2 else a.size * b.shape[1]
    if count < least:
        return dot(a, b)
    if a.ndim != b.ndim:
        raise ValueError("dimensions")
    with threadpool_limits(1):
        return (vector_dot if a.ndim == 1 else matrix_dot)(a, b, workers, dot)
