# The pools are never closed, or only by a last line that is not always reached.
#
#   check-ordered-parallel: 0, "A pool was left open"
#   check-first-workers: 0, "A pool was left open"
#   check-gather-parallel: 0, "A pool was left open"
#   check-progress: 0, "A pool was left open"

# %% ordered-map
def ordered_map(function, items, workers=2):
    pool = Pool(workers)
    return pool.map(function, items)


# %% first-done
def first_done(function, items, workers=2):
    pool = Pool(workers)
    for result in pool.imap_unordered(function, items):
        yield result
    pool.close()
    pool.join()


# %% gather
forever = None


def gather(function, arguments, workers=2):
    global forever
    forever = forever or {}
    pool = forever[len(forever)] = Pool(workers)
    handles = [pool.apply_async(function, args) for args in arguments]
    outcomes = []
    for handle in handles:
        try:
            outcomes.append(handle.get())
        except Exception as error:
            outcomes.append(error)
    return outcomes


# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    items, finished = list(items), []

    def tell(result):
        finished.append(result)
        report(len(finished), len(items))

    pool = Pool(workers)
    handles = [pool.apply_async(function, (item,), callback=tell) for item in items]
    return [handle.get() for handle in handles]
