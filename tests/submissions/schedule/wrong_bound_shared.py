# Only the work shared equally: the longest task is forgotten.
#
#   check-bound: 0, "bound([4, 1, 1], 2) is 4, and yours returned 3.0"

# %% bound
def bound(seconds, workers):
    return sum(seconds) / workers if seconds else 0.0
