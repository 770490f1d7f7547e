# Plain loops, without the executor.
#
#   check-collect-parallel: 0, "no worker was used"
#   check-first: 0, "got no task"
#   check-cancel: 0, "got no task"
#   check-unordered: 0, "got no task"
#   check-window: 0, "got no task"
#   check-add-up: 0, "got no task"

# %% collect
def collect(executor, function, items):
    results, errors = {}, {}
    for item in items:
        try:
            results[item] = function(item)
        except Exception as error:
            errors[item] = error
    return results, errors


# %% first-successful
def first_successful(executor, function, items):
    for item in items:
        try:
            return function(item)
        except Exception as error:
            last = error
    raise last


# %% map-unordered
def map_unordered(executor, function, items, window):
    return map(function, items)


# %% add-up
def add_up(executor, function, tree):
    if isinstance(tree, list):
        return sum(add_up(executor, function, child) for child in tree)
    return function(tree)
