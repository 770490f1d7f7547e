# np.vectorize hides the loop, and runs it in Python all the same.
#
#   check-lit-lines: 0, "there is a loop over the sites still"

# %% lit
def lit(heights, sites, masts, sun, spacing=40.0):
    way = beam(heights, sun, spacing)

    def one(row, column, mast):
        for down, right, climb in way:
            r, c = row + down, column + right
            if not (0 <= r < heights.shape[0] and 0 <= c < heights.shape[1]):
                return True
            if heights[r, c] > heights[row, column] + mast + climb:
                return False
        return True

    return np.vectorize(one, otypes=[bool])(sites[:, 0], sites[:, 1], masts)
