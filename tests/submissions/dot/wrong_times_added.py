# As if the processor stood still while the memory works.
#
#   check-least: 0, "expected 0.008 s, and got 0.0084 s"

# %% least-seconds
def least_seconds(a, b, bandwidth, speed):
    moved, operations = a.nbytes + b.nbytes, 2 * a.size
    if a.ndim == 2:
        moved += a.shape[0] * b.shape[1] * a.itemsize
        operations *= b.shape[1]
    return moved / bandwidth + operations / speed
