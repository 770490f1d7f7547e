# The executor belongs to its caller, and is shut down here.
#
#   check-collect-parallel: 0, "Your function shut down the executor"
#   check-first: 0, "Your function shut down the executor"
#   check-cancel: 0, "Your function shut down the executor"
#   check-unordered: 0, "Your function shut down the executor"
#   check-window: 0, "Your function shut down the executor"
#   check-add-up: 0, "Your function shut down the executor"

# %% collect
def collect(executor, function, items):
    with executor:
        futures = {executor.submit(function, item): item for item in items}
    results, errors = {}, {}
    for future in as_completed(futures):
        if future.exception():
            errors[futures[future]] = future.exception()
        else:
            results[futures[future]] = future.result()
    return results, errors


# %% first-successful
def first_successful(executor, function, items):
    futures = [executor.submit(function, item) for item in items]
    for future in as_completed(futures):
        if future.exception() is None:
            executor.shutdown(wait=False, cancel_futures=True)
            return future.result()
    raise future.exception()


# %% map-unordered
def map_unordered(executor, function, items, window):
    pending = set()
    with executor:
        for item in items:
            if len(pending) == window:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
            pending.add(executor.submit(function, item))
        yield from (future.result() for future in as_completed(pending))


# %% add-up
def add_up(executor, function, tree):
    def numbers(node):
        if isinstance(node, list):
            for child in node:
                yield from numbers(child)
        else:
            yield node

    with executor:
        return sum(executor.map(function, numbers(tree)))
