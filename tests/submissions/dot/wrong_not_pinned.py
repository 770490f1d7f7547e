# Two workers, and two BLAS threads in each.
#
#   check-parallel-blas: 0, "with two workers that makes 4"
#   on Linux only

# %% parallel-dot
def parallel_dot(a, b, workers=2, dot=np.dot, least=1_000_000):
    if a.ndim != b.ndim or a.ndim not in (1, 2) or a.shape[-1] != b.shape[0]:
        raise ValueError("shapes")
    if (len(a) if a.ndim == 1 else a.size * b.shape[1]) < least:
        return dot(a, b)
    return (vector_dot if a.ndim == 1 else matrix_dot)(a, b, workers, dot)
