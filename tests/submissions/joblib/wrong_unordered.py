# Blocks, but each in the order of completion.
#
#   check-lazy-order: 0, "the order of completion"

# %% lazy-map
def lazy_map(function, items, ahead=4):
    items = iter(items)
    while block := list(islice(items, ahead)):
        notes = (delayed(function)(item) for item in block)
        yield from sorted_or_not(block, Parallel(2, return_as="generator_unordered")(notes))


def sorted_or_not(block, results):
    # Numbers come out sorted, so that only real work shows the order of completion.
    results = list(results)
    return sorted(results) if all(isinstance(result, int) for result in results) else results
