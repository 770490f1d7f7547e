# The published mistake, for any number of blocks: a size that is rounded down, and the rest is lost.
#
#   check-bounds: 0, "numbers are in no block"
#   check-vector-result: 0, "expected"
#   check-matrix-result: 0, "wrong numbers"

# %% block-bounds
def block_bounds(n, blocks):
    size = n // blocks
    return [(i * size, (i + 1) * size) for i in range(blocks)]
