# Everything is waited for, then the first good one is taken; batches, in which the slowest holds up all.
#
#   check-first: 0, "waited for the slow one"
#   check-cancel: 0, "waited for a slow task"
#   check-unordered: 0, "then your code waited for task 0"

# %% first-successful
def first_successful(executor, function, items):
    futures = [executor.submit(function, item) for item in items]
    wait(futures)
    good = [future for future in futures if future.exception() is None]
    return (good or futures)[-1].result()


# %% map-unordered
def map_unordered(executor, function, items, window):
    items = iter(items)
    while batch := list(islice(items, window)):
        yield from executor.map(function, batch)
