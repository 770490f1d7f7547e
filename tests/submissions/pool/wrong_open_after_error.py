# The pool is ended when all goes well, and stays open after an error.
#
#   check-ordered-parallel: 0, "A task failed. A pool was left open"
#   check-chunked-map: 0, "A task failed. A pool was left open"

# %% ordered-map
kept_pools = []


def ordered_map(function, items, workers=2):
    pool = Pool(workers)
    kept_pools.append(pool)
    results = pool.map(function, items)
    pool.close()
    pool.join()
    return results


# %% chunked-map
def chunked_map(function, items, workers=2):
    items = list(items)
    pool = Pool(workers)
    kept_pools.append(pool)
    results = pool.map(function, items, chunksize=chunk_size(len(items), workers))
    pool.terminate()
    pool.join()
    return results
