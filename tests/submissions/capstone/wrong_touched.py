# Terrain as high as the beam counts as above it.
#
#   check-lit: 0, "just as high as the beam"

# %% lit
def lit(heights, sites, masts, sun, spacing=40.0):
    rows, columns = sites.T
    tops = heights[rows, columns] + masts
    free = np.ones(len(sites), bool)
    for down, right, climb in beam(heights, sun, spacing):
        r, c = rows + down, columns + right
        inside = (0 <= r) & (r < heights.shape[0]) & (0 <= c) & (c < heights.shape[1])
        free[inside] &= heights[r[inside], c[inside]] < tops[inside] + climb
    return free
