# Nothing is lost, but everybody waits for the last block.
#
#   check-bounds: 0, "may differ by 1 at most"

# %% block-bounds
def block_bounds(n, blocks):
    size = n // blocks
    bounds = [(i * size, (i + 1) * size) for i in range(blocks)]
    bounds[-1] = (bounds[-1][0], n)
    return bounds
