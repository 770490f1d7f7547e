# A loop: right results, no threads.
#
#   check-vector-threads: 0, "no worker was used"
#   check-matrix-threads: 0, "no worker was used"

# %% vector-dot
def vector_dot(a, b, blocks=2, dot=np.dot):
    if a.shape != b.shape:
        raise ValueError("lengths")
    return sum(dot(a[i:j], b[i:j]) for i, j in block_bounds(len(a), blocks))


# %% matrix-dot
def matrix_dot(a, b, blocks=2, dot=np.dot):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    return np.vstack([dot(a[i:j], b) for i, j in block_bounds(len(a), blocks)])
