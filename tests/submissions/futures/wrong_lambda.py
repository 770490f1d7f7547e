# Lambdas and inner functions do not reach a process.
#
#   check-collect: 0, "pickle"
#   check-first: 0, "pickle"
#   check-unordered: 0, "pickle"
#   check-add-up: 0, "pickle"

# %% collect
def collect(executor, function, items):
    futures = {item: executor.submit(lambda item=item: function(item)) for item in items}
    results, errors = {}, {}
    for item, future in futures.items():
        if isinstance(future.exception(), ZeroDivisionError):
            errors[item] = future.exception()
        else:
            results[item] = future.result()
    return results, errors


# %% first-successful
def first_successful(executor, function, items):
    futures = [executor.submit(lambda item=item: function(item)) for item in items]
    for future in as_completed(futures):
        if future.exception() is None:
            for other in futures:
                other.cancel()
            return future.result()
    raise future.exception()


# %% map-unordered
def map_unordered(executor, function, items, window):
    pending = set()
    for item in items:
        if len(pending) == window:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
        pending.add(executor.submit(lambda item=item: function(item)))
    yield from (future.result() for future in as_completed(pending))


# %% add-up
def add_up(executor, function, tree):
    def numbers(node):
        if isinstance(node, list):
            for child in node:
                yield from numbers(child)
        else:
            yield node

    return sum(executor.map(lambda number: function(number), numbers(tree)))
