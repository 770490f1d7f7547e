# Tasks travel in chunks, and are told of when their chunk has come back.
#
#   check-progress: 0, "in chunks?"

# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    items = list(items)
    size = max(1, len(items) // (4 * workers))
    results = []
    with Pool(workers) as pool:
        handles = [
            (start, pool.map_async(function, items[start : start + size], size))
            for start in range(0, len(items), size)
        ]
        parts, told = {}, 0
        while handles:
            for start, handle in list(handles):
                if handle.ready():
                    parts[start] = handle.get()
                    handles.remove((start, handle))
                    for _ in parts[start]:
                        told += 1
                        report(told, len(items))
    for start in sorted(parts):
        results += parts[start]
    return results
