# Nothing comes before everything is there.
#
#   check-lazy: 0, "was 59 items ahead of its reader"

# %% lazy-map
def lazy_map(function, items, ahead=4):
    yield from Parallel(n_jobs=2)(delayed(function)(item) for item in items)
