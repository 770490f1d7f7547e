# The map is taken for a square: the number of rows stands for the columns too.
#
#   check-lit: 0

# %% lit
def lit(heights, sites, masts, sun, spacing=40.0):
    n = len(heights)
    rows, columns = sites.T
    tops = heights[rows, columns] + masts
    free = np.ones(len(sites), bool)
    for down, right, climb in beam(heights, sun, spacing):
        r, c = rows + down, columns + right
        inside = (0 <= r) & (r < n) & (0 <= c) & (c < n)
        free[inside] &= heights[r[inside], c[inside]] <= tops[inside] + climb
    return free
