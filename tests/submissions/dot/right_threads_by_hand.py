# threading.Thread, one a block, the last block in the calling thread; results in a list.

# %% vector-dot
import threading


def run_all(calls):
    errors = []

    def guarded(call):
        try:
            call()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(call,)) for call in calls[:-1]]
    for thread in threads:
        thread.start()
    guarded(calls[-1])
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def vector_dot(a, b, blocks=2, dot=np.dot):
    if len(a) != len(b):
        raise ValueError("not the same length")
    results = [0] * blocks

    def call(k, i, j):
        def compute():
            results[k] = dot(b[i:j], a[i:j])

        return compute

    run_all([call(k, i, j) for k, (i, j) in enumerate(block_bounds(len(a), blocks))])
    return sum(results)


# %% matrix-dot
def matrix_dot(a, b, blocks=2, dot=np.dot):
    if a.shape[1] != b.shape[0]:
        raise ValueError("not the same length")
    results = [None] * blocks

    def call(k, i, j):
        def compute():
            results[k] = dot(a[i:j, :], b[:, :])

        return compute

    run_all([call(k, i, j) for k, (i, j) in enumerate(block_bounds(len(a), blocks))])
    return np.concatenate(results, axis=0)


# %% parallel-dot
def parallel_dot(a, b, workers=2, dot=np.dot, least=1_000_000):
    shapes = len(a.shape), len(b.shape)
    if shapes == (1, 1):
        if len(a) != len(b):
            raise ValueError("lengths")
        if len(a) < least:
            return dot(a, b)
        with threadpool_limits({"blas": 1}):
            return vector_dot(a, b, workers, dot)
    if shapes != (2, 2) or a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    if a.shape[0] * a.shape[1] * b.shape[1] < least:
        return dot(a, b)
    limit = threadpool_limits(1)
    try:
        return matrix_dot(a, b, workers, dot)
    finally:
        limit.restore_original_limits()
