# After a death everything is done again, also what was complete.
#
#   check-survive: 0, "do not submit again what is complete"
#   check-culprit: 0, "they died with it each time"

# %% survive
def survive(function, items, workers=2, tries=3):
    results = {}
    for _ in range(tries):
        with ProcessPoolExecutor(workers) as executor:
            futures = {item: executor.submit(function, item) for item in items}
        results |= {i: f.result() for i, f in futures.items() if not f.exception()}
        if len(results) == len(items):
            break
    return results, [item for item in items if item not in results]
