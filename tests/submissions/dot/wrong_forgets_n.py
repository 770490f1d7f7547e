# Each product fits, and the sum of four does not.
#
#   check-exact: 0, "Floats might round here"

# %% exact-dot
def exact_dot(a, b, dot=np.dot):
    largest = [max(abs(int(x.max(initial=0))), abs(int(x.min(initial=0)))) for x in (a, b)]
    if largest[0] * largest[1] < 2**53:
        return dot(a.astype(float), b.astype(float)).astype(np.int64)
    return dot(a, b)
