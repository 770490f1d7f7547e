# Nothing comes before everything is there.
#
#   check-first-done: 0, "or for all of them"
#   check-progress: 0, "nothing was reported"

# %% first-done
def first_done(function, items, workers=2):
    with Pool(workers) as pool:
        return iter(list(pool.imap_unordered(function, items)))


# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    with Pool(workers) as pool:
        results = pool.map(function, items)
    for done in range(len(results)):
        report(done + 1, len(results))
    return results
