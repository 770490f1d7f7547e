# Contiguous copies "to be on the safe side": of vectors and matrices with steps.
#
#   check-vector-threads: 0, "copies, not views of the vectors"
#   check-matrix-threads: 0, "copies, not views of the matrices"

# %% vector-dot
def vector_dot(a, b, blocks=2, dot=np.dot):
    if a.shape != b.shape:
        raise ValueError("lengths")
    a, b = np.ascontiguousarray(a), np.ascontiguousarray(b)
    bounds = block_bounds(len(a), blocks)
    with ThreadPoolExecutor(blocks) as executor:
        return sum(executor.map(lambda ij: dot(a[ij[0] : ij[1]], b[ij[0] : ij[1]]), bounds))


# %% matrix-dot
def matrix_dot(a, b, blocks=2, dot=np.dot):
    if a.shape[1] != b.shape[0]:
        raise ValueError("shapes")
    bounds = block_bounds(len(a), blocks)
    with ThreadPoolExecutor(blocks) as executor:
        return np.vstack(list(executor.map(lambda ij: dot(a[ij[0] : ij[1]].copy(), b), bounds)))
