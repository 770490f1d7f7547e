# Every thread gets the whole: as many times the work, and as many times the result.
#
#   check-vector-result: 0, "expected"
#   check-vector-threads: 0, "where block_bounds makes blocks of"
#   check-parallel-cases: 0, "got"

# %% vector-dot
def vector_dot(a, b, blocks=2, dot=np.dot):
    if a.shape != b.shape:
        raise ValueError("lengths")
    with ThreadPoolExecutor(blocks) as executor:
        return sum(executor.map(dot, [a] * blocks, [b] * blocks))
