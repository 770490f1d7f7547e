# Not every number has eight bytes.
#
#   check-least: 0, "float32"

# %% least-seconds
def least_seconds(a, b, bandwidth, speed):
    numbers, operations = a.size + b.size, 2 * a.size
    if a.ndim == 2:
        numbers += a.shape[0] * b.shape[1]
        operations *= b.shape[1]
    return max(8 * numbers / bandwidth, operations / speed)
