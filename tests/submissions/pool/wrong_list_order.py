# imap waits for the first item: nothing arrives, and nothing is reported, while that one runs.
#
#   check-first-done: 0, "waits for the first task"
#   check-progress: 0, "nothing was reported"

# %% first-done
def first_done(function, items, workers=2):
    with Pool(workers) as pool:
        yield from pool.imap(function, items)


# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    items, results = list(items), []
    with Pool(workers) as pool:
        for result in pool.imap(function, items):
            results.append(result)
            report(len(results), len(items))
    return results
