# The condition is computed in int64, and wraps around to a small number (NumPy warns on stderr).
#
#   check-exact: 0, "Floats might round here"

# %% exact-dot
def exact_dot(a, b, dot=np.dot):
    bound = np.abs(a).max(initial=0) * np.abs(b).max(initial=0) * a.shape[1]
    if bound < 2**53:
        return dot(a.astype(float), b.astype(float)).astype(np.int64)
    return dot(a, b)
