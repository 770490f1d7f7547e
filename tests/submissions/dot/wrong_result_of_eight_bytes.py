# The operands have the bytes that they have, and the result always eight a number.
#
#   check-least: 0, "10,000 x 2 times 2 x 3 float32"

# %% least-seconds
def least_seconds(a, b, bandwidth, speed):
    moved, operations = a.nbytes + b.nbytes, 2 * a.size
    if a.ndim == 2:
        moved += a.shape[0] * b.shape[1] * 8
        operations *= b.shape[1]
    return max(moved / bandwidth, operations / speed)
