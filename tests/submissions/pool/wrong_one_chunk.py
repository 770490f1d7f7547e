# One chunk holds all the tasks, so one worker does them all.
#
#   check-ordered-parallel: 0, "One worker took every task"
#   check-chunk-size: 0, "1 was expected"
#   check-chunked-map: 0, "One worker took every task"

# %% ordered-map
def ordered_map(function, items, workers=2):
    items = list(items)
    with Pool(workers) as pool:
        return pool.map(function, items, chunksize=max(1, len(items)))


# %% chunk-size
def chunk_size(n_tasks, workers):
    return max(1, n_tasks)
