# The window is filled again before the results are yielded: twice as many are in memory.
#
#   check-window: 0, "With a window of 3"

# %% map-unordered
def map_unordered(executor, function, items, window):
    items = iter(items)
    pending = {executor.submit(function, item) for item in islice(items, window)}
    while pending:
        done, pending = wait(pending, return_when=FIRST_COMPLETED)
        for item in islice(items, len(done)):
            pending.add(executor.submit(function, item))
        for future in done:
            yield future.result()
