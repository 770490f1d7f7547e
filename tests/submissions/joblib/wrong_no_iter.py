# islice of a list, and not of its iterator: the first block again and again.
#
#   check-lazy-order: 0, "results and more. Does your loop come to an end?"
#   check-lazy: 0, "Only 4 of 8 tasks were run"

# %% lazy-map
def lazy_map(function, items, ahead=4):
    while block := list(islice(items, ahead)):
        yield from Parallel(n_jobs=2)(delayed(function)(item) for item in block)
