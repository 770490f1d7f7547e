# The product of floats is handed out as it is.
#
#   check-exact: 0, "should be an array of int64"

# %% exact-dot
def exact_dot(a, b, dot=np.dot):
    largest = [max(abs(int(x.max(initial=0))), abs(int(x.min(initial=0)))) for x in (a, b)]
    if a.shape[1] * largest[0] * largest[1] < 2**53:
        return dot(a.astype(float), b.astype(float))
    return dot(a, b)
