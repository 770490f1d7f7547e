# The callback forgets `nonlocal`: it raises, the pool's thread for results ends, and get() would
# wait for ever. The check shows the callback's own error at once.
#
#   check-progress: 0, "cannot access local variable 'done'"

# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    items, done = list(items), 0

    def tell(result):
        done += 1
        report(done, len(items))

    with Pool(workers) as pool:
        handles = [pool.apply_async(function, (item,), callback=tell) for item in items]
        return [handle.get() for handle in handles]
