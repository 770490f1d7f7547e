# For matrices, the numbers of a are counted, and not the multiplications.
#
#   check-parallel-cases: 0, "expected calls of dot with [2, 2]"

# %% parallel-dot
def parallel_dot(a, b, workers=2, dot=np.dot, least=1_000_000):
    if a.ndim != b.ndim or a.ndim not in (1, 2) or a.shape[-1] != b.shape[0]:
        raise ValueError("shapes")
    if a.size < least:
        return dot(a, b)
    with threadpool_limits(1):
        return (vector_dot if a.ndim == 1 else matrix_dot)(a, b, workers, dot)
