# Rounded at the end, after something was lost on the way.
#
#   check-exact: 0, "Floats might round here"

# %% exact-dot
def exact_dot(a, b, dot=np.dot):
    return np.rint(dot(a.astype(float), b.astype(float))).astype(np.int64)
