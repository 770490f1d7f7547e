# Again and again, until everything is there.
#
#   check-culprit: 0, "was started 21 times"

# %% survive
def survive(function, items, workers=2, tries=3):
    results = {}
    while len(results) < len(items):
        todo = [item for item in items if item not in results]
        with ProcessPoolExecutor(workers) as executor:
            futures = {item: executor.submit(function, item) for item in todo}
        results |= {i: f.result() for i, f in futures.items() if not f.exception()}
    return results, []
