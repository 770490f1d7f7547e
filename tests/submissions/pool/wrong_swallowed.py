# A task's error disappears.
#
#   check-gather: 0, "gave [2.0, 3.0]"
#   check-total: 0, "total(reciprocal, [1, 0, 2]) gave (2, 1.5), and not ZeroDivisionError"

# %% gather
def gather(function, arguments, workers=2):
    outcomes = []
    with Pool(workers) as pool:
        handles = [pool.apply_async(function, args) for args in arguments]
        for handle in handles:
            try:
                outcomes.append(handle.get())
            except Exception:
                pass
    return outcomes


# %% total
def total(function, items, workers=2):
    results = []
    with Pool(workers) as pool:
        for handle in [pool.apply_async(function, (item,)) for item in items]:
            try:
                results.append(handle.get())
            except Exception:
                continue
    return len(results), sum(results)
