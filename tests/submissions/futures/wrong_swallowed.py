# The error disappears, and so does the item.
#
#   check-collect: 0, "the errors {}"

# %% collect
def collect(executor, function, items):
    futures = {executor.submit(function, item): item for item in items}
    results, errors = {}, {}
    for future in as_completed(futures):
        try:
            results[futures[future]] = future.result()
        except Exception:
            pass
    return results, errors
