# There are always two workers, whatever `workers` says.
#
#   check-ordered-parallel: 0, "For workers=3"
#   check-first-workers: 0, "For workers=3"
#   check-chunked-map: 0, "For workers=3"
#   check-gather-parallel: 0, "For workers=3"
#   check-progress: 0, "For workers=3"
#   check-total: 0, "For workers=3"

# %% ordered-map
def ordered_map(function, items, workers=2):
    with Pool(2) as pool:
        return pool.map(function, items)


# %% first-done
def first_done(function, items, workers=2):
    with Pool(2) as pool:
        yield from pool.imap_unordered(function, items)


# %% chunked-map
def chunked_map(function, items, workers=2):
    items = list(items)
    with Pool(2) as pool:
        return pool.map(function, items, chunksize=chunk_size(len(items), workers))


# %% gather
def gather(function, arguments, workers=2):
    with Pool(2) as pool:
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
    items = list(items)
    results = []

    def tell(result):
        results.append(result)
        report(len(results), len(items))

    with Pool(2) as pool:
        handles = [pool.apply_async(function, (item,), callback=tell) for item in items]
        return [handle.get() for handle in handles]


# %% total
def total(function, items, workers=2):
    with Pool(2) as pool:
        results = list(pool.imap_unordered(function, items))
    return len(results), sum(results)
