# Each thread asks for one BLAS thread. threadpoolctl ignores all but the first that holds a limit.
#
#   check-parallel-blas: 0, "around all the threads"
#   on Linux only

# %% parallel-dot
def parallel_dot(a, b, workers=2, dot=np.dot, least=1_000_000):
    if a.ndim != b.ndim or a.ndim not in (1, 2) or a.shape[-1] != b.shape[0]:
        raise ValueError("shapes")
    if (len(a) if a.ndim == 1 else a.size * b.shape[1]) < least:
        return dot(a, b)

    def limited(x, y, **options):
        with threadpool_limits(1):
            return dot(x, y, **options)

    return (vector_dot if a.ndim == 1 else matrix_dot)(a, b, workers, limited)
