# `tries` more times after the first: one too many. And the lost ones are counted, not named.
#
#   check-culprit: 0, "was started 3 times"

# %% survive
def survive(function, items, workers=2, tries=3):
    with ProcessPoolExecutor(workers) as executor:
        futures = {item: executor.submit(function, item) for item in items}
    results = {i: f.result() for i, f in futures.items() if not f.exception()}
    for item in items:
        for _ in range(tries):
            if item not in results:
                with ProcessPoolExecutor(1) as executor:
                    future = executor.submit(function, item)
                if not future.exception():
                    results[item] = future.result()
    return results, [item for item in items if item not in results]
