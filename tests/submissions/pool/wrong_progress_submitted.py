# The progress counts what was submitted, and not what was completed.
#
#   check-progress: 0, "1 of 2 when 0 had ended"

# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    items, handles = list(items), []
    with Pool(workers) as pool:
        for item in items:
            handles.append(pool.apply_async(function, (item,)))
            report(len(handles), len(items))
        return [handle.get() for handle in handles]
