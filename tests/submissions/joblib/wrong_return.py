# A return where yield from was meant: the first block, and no more.
#
#   check-lazy-order: 0, "The squares of 10 numbers, with ahead=4, came out as [0, 1, 4, 9]"
#   check-lazy: 0, "Of 60 items, lazy_map gave 4 results"

# %% lazy-map
def lazy_map(function, items, ahead=4):
    items = iter(items)
    while block := list(islice(items, ahead)):
        return Parallel(n_jobs=2)(delayed(function)(item) for item in block)
