# All the tasks are submitted at once.
#
#   check-window: 0, "30 tasks had been submitted when the reader had received 1"

# %% map-unordered
def map_unordered(executor, function, items, window):
    futures = [executor.submit(function, item) for item in items]
    for future in as_completed(futures):
        yield future.result()
