# The executor's only thread hands the blocks to the same executor, and waits for them: nobody is left
# to multiply. It waits for ever.
#
#   check-vector-result: 0, "waits for something that never comes"
#   check-vector-threads: 0, "waits for something that never comes"
#   check-parallel-cases: 0, "waits for something that never comes"
#   check-parallel-blas: 0, "waits for something that never comes"

# %% vector-dot
def vector_dot(a, b, blocks=2, dot=np.dot):
    if a.shape != b.shape:
        raise ValueError("lengths")
    executor = ThreadPoolExecutor(1)

    def hand_out():
        parts = [executor.submit(dot, a[i:j], b[i:j]) for i, j in block_bounds(len(a), blocks)]
        return sum(part.result() for part in parts)

    return executor.submit(hand_out).result()
