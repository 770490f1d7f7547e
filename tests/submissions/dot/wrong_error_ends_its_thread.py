# Threads by hand: an error ends its thread, and the sum goes on without that block.
#
#   check-vector-threads: 0, "nothing: the error ended its thread"

# %% vector-dot
from threading import Thread


def vector_dot(a, b, blocks=2, dot=np.dot):
    if a.shape != b.shape:
        raise ValueError("lengths")
    parts = []
    threads = [
        Thread(target=lambda i=i, j=j: parts.append(dot(a[i:j], b[i:j])))
        for i, j in block_bounds(len(a), blocks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(parts)
