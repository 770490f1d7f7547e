# The maximum of negative numbers is not the largest in size.
#
#   check-exact: 0, "Floats might round here"

# %% exact-dot
def exact_dot(a, b, dot=np.dot):
    if a.shape[1] * int(a.max(initial=0)) * int(b.max(initial=0)) < 2**53:
        return dot(a.astype(float), b.astype(float)).astype(np.int64)
    return dot(a, b)
