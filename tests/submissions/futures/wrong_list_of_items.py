# The window is kept, but the items are read to their end first.
#
#   check-window: 0, "would never come to an end"

# %% map-unordered
def map_unordered(executor, function, items, window):
    items, pending = list(items), set()
    while items or pending:
        while items and len(pending) < window:
            pending.add(executor.submit(function, items.pop(0)))
        done, pending = wait(pending, return_when=FIRST_COMPLETED)
        yield from (future.result() for future in done)
