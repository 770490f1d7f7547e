# The first error ends everything: in collect, and in the search for the first good answer.
#
#   check-collect: 0, "all the results are lost"
#   check-first: 0, "gave 'an exception: down does not answer'"

# %% collect
def collect(executor, function, items):
    futures = {executor.submit(function, item): item for item in items}
    results, errors = {}, {}
    for future in as_completed(futures):
        results[futures[future]] = future.result()
    return results, errors


# %% first-successful
def first_successful(executor, function, items):
    futures = [executor.submit(function, item) for item in items]
    done, others = wait(futures, return_when=FIRST_COMPLETED)
    for future in others:
        future.cancel()
    return done.pop().result()
