# joblib with threads, as many as there are blocks; the rest in divmod.

# %% block-bounds
def block_bounds(n, blocks):
    bounds, start = [], 0
    size, longer = divmod(n, blocks)
    for i in range(blocks):
        stop = start + size + (i < longer)
        bounds.append((start, stop))
        start = stop
    return bounds


# %% vector-dot
from joblib import Parallel, delayed


def vector_dot(a, b, blocks=2, dot=np.dot):
    if a.shape != b.shape:
        raise ValueError(f"{a.shape} and {b.shape}")
    calls = (delayed(dot)(a[i:j], b[i:j]) for i, j in block_bounds(len(a), blocks) if i < j)
    return sum(Parallel(blocks, prefer="threads")(calls))


# %% matrix-dot
def matrix_dot(a, b, blocks=2, dot=np.dot):
    if a.shape[1] != b.shape[0]:
        raise ValueError(f"{a.shape} and {b.shape}")
    product = np.zeros((len(a), b.shape[1]), dtype=(a[:0] @ b).dtype)
    calls = (
        delayed(dot)(a[i:j], b, out=product[i:j]) for i, j in block_bounds(len(a), blocks) if i < j
    )
    Parallel(blocks, backend="threading")(calls)
    return product
