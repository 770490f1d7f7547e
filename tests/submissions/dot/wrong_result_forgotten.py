# The product of matrices has to be written, too.
#
#   check-least: 0, "10,000 x 2 times 2 x 3"

# %% least-seconds
def least_seconds(a, b, bandwidth, speed):
    operations = 2 * a.size * (b.shape[1] if a.ndim == 2 else 1)
    return max((a.nbytes + b.nbytes) / bandwidth, operations / speed)
