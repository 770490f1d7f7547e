# At the end of the items, the futures that are left are asked in the order of a set.
#
#   check-unordered: 0, "and then your code waited for task"

# %% map-unordered
def map_unordered(executor, function, items, window):
    pending = set()
    for item in items:
        if len(pending) == window:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
        pending.add(executor.submit(function, item))
    for future in pending:
        yield future.result()
