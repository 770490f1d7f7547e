# A result that is false is taken for no result.
#
#   check-collect: 0, "None are results too"
#   check-first: 0, "A result of 0 is a result"

# %% collect
def collect(executor, function, items):
    futures = {executor.submit(function, item): item for item in items}
    results, errors = {}, {}
    for future in as_completed(futures):
        if future.exception():
            errors[futures[future]] = future.exception()
        elif future.result() is not None and future.result() != "":
            results[futures[future]] = future.result()
    return results, errors


# %% first-successful
def first_successful(executor, function, items):
    futures = [executor.submit(function, item) for item in items]
    error = None
    for future in as_completed(futures):
        error = error or future.exception()
        if not future.exception() and future.result():
            for other in futures:
                other.cancel()
            return future.result()
    if error:
        raise error
