# The lengths are not compared: slices of a longer vector are there, and its end is dropped.
#
#   check-vector-result: 0, "expected a ValueError"

# %% vector-dot
def vector_dot(a, b, blocks=2, dot=np.dot):
    with ThreadPoolExecutor(blocks) as executor:
        parts = [executor.submit(dot, a[i:j], b[i:j]) for i, j in block_bounds(len(a), blocks)]
        return sum(part.result() for part in parts)
