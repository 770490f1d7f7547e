# The futures are asked in the order of the items.
#
#   check-first: 0, "waited for the slow one"
#   check-unordered: 0, "then your code waited for task 0"

# %% first-successful
def first_successful(executor, function, items):
    futures = [executor.submit(function, item) for item in items]
    for future in futures:
        try:
            result = future.result()
        except Exception as error:
            last = error
        else:
            for other in futures:
                other.cancel()
            return result
    raise last


# %% map-unordered
def map_unordered(executor, function, items, window):
    from collections import deque

    pending = deque()
    for item in items:
        if len(pending) == window:
            yield pending.popleft().result()
        pending.append(executor.submit(function, item))
    while pending:
        yield pending.popleft().result()
