# Recursion, a dictionary of places, and apply_async for each item.

# %% plan
def plan(seconds, workers):
    free = {worker: 0.0 for worker in range(workers)}
    answer = []
    for one in seconds:
        worker = min(free, key=lambda w: (free[w], w))
        answer.append((worker, free[worker]))
        free[worker] = free[worker] + one
    return answer


# %% longest-first
def longest_first(mapper, function, items, cost):
    items = list(items)
    order = sorted(range(len(items)), key=lambda i: -cost(items[i]))
    result_at = dict(zip(order, mapper(function, [items[i] for i in order])))
    return [result_at[i] for i in range(len(items))]


# %% shrinking-chunks
def shrinking_chunks(items, workers):
    if not items:
        return []
    size = max(1, len(items) // (2 * workers))
    return [items[:size], *shrinking_chunks(items[size:], workers)]


# %% map-in-chunks
def map_in_chunks(mapper, function, items, workers):
    results = []
    for part in mapper(partial(tasks.each, function), shrinking_chunks(items, workers)):
        results.extend(part)
    return results


# %% balanced
def balanced(function, items, cost, workers=2):
    items = list(items)
    handles = [None] * len(items)
    with Pool(workers) as pool:
        for i in sorted(range(len(items)), key=lambda i: cost(items[i]), reverse=True):
            handles[i] = pool.apply_async(function, (items[i],))
        return [handle.get() for handle in handles]
