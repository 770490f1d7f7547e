# Multiplications alone.
#
#   check-least: 0, "expected 0.04 s, and got 0.02 s"

# %% least-seconds
def least_seconds(a, b, bandwidth, speed):
    moved, operations = a.nbytes + b.nbytes, a.size
    if a.ndim == 2:
        moved += a.shape[0] * b.shape[1] * a.itemsize
        operations *= b.shape[1]
    return max(moved / bandwidth, operations / speed)
