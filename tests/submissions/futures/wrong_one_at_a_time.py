# Each task is waited for before the next one is submitted.
#
#   check-collect-parallel: 0, "was waited for before the next one"
#   check-first: 0, "waited for the slow one"
#   check-unordered: 0, "then your code waited for task 0"
#   check-add-up: 0, "was waited for before the next one"
#   check-survive: 0, "was waited for before the next one"

# %% collect
def collect(executor, function, items):
    results, errors = {}, {}
    for item in items:
        try:
            results[item] = executor.submit(function, item).result()
        except Exception as error:
            errors[item] = error
    return results, errors


# %% first-successful
def first_successful(executor, function, items):
    for item in items:
        future = executor.submit(function, item)
        if not future.exception():
            return future.result()
    return future.result()


# %% map-unordered
def map_unordered(executor, function, items, window):
    for item in items:
        yield executor.submit(function, item).result()


# %% add-up
def add_up(executor, function, tree):
    if isinstance(tree, list):
        return sum(add_up(executor, function, child) for child in tree)
    return executor.submit(function, tree).result()


# %% survive
def survive(function, items, workers=2, tries=3):
    results = {}
    for item in items:
        for _ in range(tries):
            with ProcessPoolExecutor(workers) as executor:
                future = executor.submit(function, item)
            if not future.exception():
                results[item] = future.result()
                break
    return results, [item for item in items if item not in results]
