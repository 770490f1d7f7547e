# Results as they complete; an executor with two threads for any number of blocks.

# %% vector-dot
from concurrent.futures import as_completed


def vector_dot(a, b, blocks=2, dot=np.dot):
    if a.size != b.size:
        raise ValueError("sizes")
    total = 0
    with ThreadPoolExecutor(max_workers=2) as executor:
        futures = []
        for start, stop in block_bounds(a.size, blocks):
            if stop > start:
                futures.append(executor.submit(dot, a[start:stop], b[start:stop]))
        for future in as_completed(futures):
            total += future.result()
    return total


# %% matrix-dot
def matrix_dot(a, b, blocks=2, dot=np.dot):
    (m, k), (k2, n) = a.shape, b.shape
    if k != k2:
        raise ValueError("sizes")
    product = np.empty((m, n), dtype=np.result_type(a.dtype, b.dtype))
    with ThreadPoolExecutor(max_workers=2) as executor:
        futures = [
            executor.submit(dot, a[start:stop], b, product[start:stop])
            for start, stop in block_bounds(m, blocks)
        ]
    for future in futures:
        future.result()
    return product


# %% exact-dot
def exact_dot(a, b, dot=np.dot):
    def largest(x):
        return int(np.abs(x.astype(object)).max(initial=0))

    if a.shape[1] * largest(a) * largest(b) < 2**53:
        return dot(a * 1.0, b * 1.0).astype("int64")
    else:
        return dot(a, b)


# %% least-seconds
def least_seconds(a, b, bandwidth, speed):
    if a.ndim == 1:
        return max((a.nbytes + b.nbytes) / bandwidth, 2 * len(a) / speed)
    (m, k), n = a.shape, b.shape[1]
    return max((m * k + k * n + m * n) * a.itemsize / bandwidth, 2 * m * k * n / speed)
