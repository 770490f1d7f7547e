# The suspects share the next executor, and the culprit kills it again.
#
#   check-culprit: 0, "they died with it each time"

# %% survive
def survive(function, items, workers=2, tries=3):
    results = {}
    for _ in range(tries):
        todo = [item for item in items if item not in results]
        with ProcessPoolExecutor(workers) as executor:
            futures = {item: executor.submit(function, item) for item in todo}
        results |= {i: f.result() for i, f in futures.items() if not f.exception()}
    return results, [item for item in items if item not in results]
