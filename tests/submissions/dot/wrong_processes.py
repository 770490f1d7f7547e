# Worker processes get copies of the blocks.
#
#   check-vector-threads: 0, "where the arrays are copies"
#   check-parallel-cases: 0, "where the arrays are copies"
#   check-parallel-blas: 0, "where the arrays are copies"

# %% vector-dot
from concurrent.futures import ProcessPoolExecutor


def vector_dot(a, b, blocks=2, dot=np.dot):
    if a.shape != b.shape:
        raise ValueError("lengths")
    with ProcessPoolExecutor(2) as executor:
        futures = [
            executor.submit(dot, a[i:j], b[i:j]) for i, j in block_bounds(len(a), blocks)
        ]
        return sum(future.result() for future in futures)
