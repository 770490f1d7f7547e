# When the items end, the tasks that are still pending are forgotten.
#
#   check-unordered: 0, "Expected each of 0 to 19 once"
#   check-window: 0, "30 items gave"

# %% map-unordered
def map_unordered(executor, function, items, window):
    pending = set()
    for item in items:
        if len(pending) == window:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
        pending.add(executor.submit(function, item))
