# What leaves the map is put back onto its edge.
#
#   check-lit: 0, "are not as lit_loop says"

# %% lit
def lit(heights, sites, masts, sun, spacing=40.0):
    rows, columns = sites.T
    tops = heights[rows, columns] + masts
    free = np.ones(len(sites), bool)
    for down, right, climb in beam(heights, sun, spacing):
        r = np.clip(rows + down, 0, heights.shape[0] - 1)
        c = np.clip(columns + right, 0, heights.shape[1] - 1)
        free &= heights[r, c] <= tops + climb
    return free
