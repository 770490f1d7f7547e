# The size is rounded up. Slices forgive it; whoever counts does not.
#
#   check-bounds: 0, "or go beyond the end"

# %% block-bounds
def block_bounds(n, blocks):
    size = -(-n // blocks)
    return [(i * size, (i + 1) * size) for i in range(blocks)]
