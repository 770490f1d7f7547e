# What was lost is reported, and not tried again.
#
#   check-survive: 0, "killed its worker, but only once"
#   check-culprit: 0, "3 of them have no result"

# %% survive
def survive(function, items, workers=2, tries=3):
    with ProcessPoolExecutor(workers) as executor:
        futures = {item: executor.submit(function, item) for item in items}
    results = {i: f.result() for i, f in futures.items() if not f.exception()}
    return results, [item for item in items if item not in results]
