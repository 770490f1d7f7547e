# The first good answer is returned, and the others run on. When all fail, nobody hears of it.
#
#   check-first: 0, "first_successful gave None"
#   check-cancel: 0, "still waiting for a worker"

# %% first-successful
def first_successful(executor, function, items):
    futures = [executor.submit(function, item) for item in items]
    for future in as_completed(futures):
        if future.exception() is None:
            return future.result()
