# Exact, and slow.
#
#   check-exact: 0, "The condition holds: use floats"

# %% exact-dot
def exact_dot(a, b, dot=np.dot):
    return dot(a, b)
