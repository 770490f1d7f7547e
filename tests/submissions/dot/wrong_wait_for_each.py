# Threads, but each block is waited for before the next one is handed out.
#
#   check-vector-threads: 0, "was waited for before the next one"
#   check-matrix-threads: 0, "was waited for before the next one"

# %% vector-dot
def vector_dot(a, b, blocks=2, dot=np.dot):
    if a.shape != b.shape:
        raise ValueError("lengths")
    with ThreadPoolExecutor(blocks) as executor:
        return sum(
            executor.submit(dot, a[i:j], b[i:j]).result() for i, j in block_bounds(len(a), blocks)
        )


# %% matrix-dot
def matrix_dot(a, b, blocks=2, dot=np.dot):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    with ThreadPoolExecutor(blocks) as executor:
        return np.vstack(
            [executor.submit(dot, a[i:j], b).result() for i, j in block_bounds(len(a), blocks)]
        )
