# A matrix without numbers has no maximum.
#
#   check-exact: 0, "zero-size array"

# %% exact-dot
def exact_dot(a, b, dot=np.dot):
    largest = [max(abs(int(x.max())), abs(int(x.min()))) for x in (a, b)]
    if a.shape[1] * largest[0] * largest[1] < 2**53:
        return dot(a.astype(float), b.astype(float)).astype(np.int64)
    return dot(a, b)
