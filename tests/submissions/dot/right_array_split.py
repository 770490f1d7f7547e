# Edges by linspace, blocks by array_split, a ThreadPool, a stack in the end.

# %% block-bounds
def block_bounds(n, blocks):
    edges = np.linspace(0, n, blocks + 1).astype(int)
    return list(zip(edges[:-1], edges[1:]))


# %% vector-dot
from multiprocessing.pool import ThreadPool


def vector_dot(a, b, blocks=2, dot=np.dot):
    if len(a) != len(b):
        raise ValueError("the lengths differ")
    with ThreadPool(blocks) as pool:
        parts = zip(np.array_split(a, blocks), np.array_split(b, blocks))
        return sum(pool.starmap(dot, parts, chunksize=1))


# %% matrix-dot
def matrix_dot(a, b, blocks=2, dot=np.dot):
    if a.shape[1] != b.shape[0]:
        raise ValueError("the shapes do not fit")
    with ThreadPool(blocks) as pool:
        parts = [(x, b) for x in np.array_split(a, blocks)]
        return np.concatenate(pool.starmap(dot, parts, chunksize=1))


# %% parallel-dot
def parallel_dot(a, b, workers=2, dot=np.dot, least=1_000_000):
    if a.ndim == 1 and b.ndim == 1:
        function, count = vector_dot, len(a)
    elif a.ndim == 2 and b.ndim == 2:
        function, count = matrix_dot, a.shape[0] * a.shape[1] * b.shape[1]
    else:
        raise ValueError("two vectors or two matrices, please")
    if a.shape[-1] != b.shape[0]:
        raise ValueError("the sizes do not fit")
    if count >= least:
        with threadpool_limits(limits=1, user_api="blas"):
            return function(a, b, workers, dot)
    return dot(a, b)


# %% exact-dot
def exact_dot(a, b, dot=np.dot):
    bound = a.shape[1]
    for x in (a, b):
        bound *= max((abs(int(number)) for number in x.flat), default=0)
    if bound >= 2**53:
        return dot(a, b)
    return np.rint(dot(a.astype(np.float64), b.astype(np.float64))).astype(int)


# %% least-seconds
def least_seconds(a, b, bandwidth, speed):
    numbers = a.size + b.size
    multiplications = a.size
    if a.ndim == 2:
        numbers += a.shape[0] * b.shape[1]
        multiplications = a.shape[0] * a.shape[1] * b.shape[1]
    seconds = numbers * a.itemsize / bandwidth
    return max(seconds, 2 * multiplications / speed)
