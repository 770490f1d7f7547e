# An executor of their own, where one is given.
#
#   check-collect-parallel: 0, "got no task"
#   check-first: 0, "got no task"
#   check-cancel: 0, "got no task"
#   check-add-up: 0, "got no task"

# %% collect
def collect(executor, function, items):
    with ThreadPoolExecutor() as own:
        futures = {item: own.submit(function, item) for item in items}
    results, errors = {}, {}
    for item, future in futures.items():
        if future.exception():
            errors[item] = future.exception()
        else:
            results[item] = future.result()
    return results, errors


# %% first-successful
def first_successful(executor, function, items):
    own = ThreadPoolExecutor(2)
    futures = [own.submit(function, item) for item in items]
    for future in as_completed(futures):
        if future.exception() is None:
            own.shutdown(wait=False, cancel_futures=True)
            return future.result()
    raise future.exception()


# %% add-up
def add_up(executor, function, tree):
    if not isinstance(tree, list):
        return function(tree)
    with ThreadPoolExecutor(100) as own:
        return sum(own.map(lambda child: add_up(executor, function, child), tree))
