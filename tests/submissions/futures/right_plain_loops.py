# for loops over the items with a second loop for the rest; recursion that returns futures.

# %% collect
def collect(executor, function, items):
    items = list(items)
    futures = [executor.submit(function, item) for item in items]
    results, errors = {}, {}
    for item, future in zip(items, futures):
        try:
            results[item] = future.result()
        except Exception as error:
            errors[item] = error
    return results, errors


# %% first-successful
def first_successful(executor, function, items):
    futures = []
    for item in items:
        futures.append(executor.submit(function, item))
    error = None
    for future in as_completed(futures):
        try:
            answer = future.result()
            break
        except Exception as raised:
            error = raised
    else:
        raise error
    for future in futures:
        if not future.done() and not future.running():
            future.cancel()
    return answer


# %% map-unordered
def map_unordered(executor, function, items, window):
    pending = set()
    for item in items:
        while len(pending) >= window:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
        pending.add(executor.submit(function, item))
    for future in as_completed(pending):
        yield future.result()


# %% add-up
def add_up(executor, function, tree):
    def submit(node):
        if isinstance(node, list):
            return sum((submit(child) for child in node), [])
        return [executor.submit(function, node)]

    return sum(future.result() for future in submit(tree))


# %% survive
def survive(function, items, workers=2, tries=3):
    results = {}
    with ProcessPoolExecutor(workers) as executor:
        futures = {executor.submit(function, item): item for item in items}
        for future in as_completed(futures):
            try:
                results[futures[future]] = future.result()
            except BrokenProcessPool:
                continue
    for _ in range(tries - 1):
        for item in items:
            if item in results:
                continue
            with ProcessPoolExecutor(1) as executor:
                future = executor.submit(function, item)
            if not future.exception():
                results[item] = future.result()
    return results, [item for item in items if item not in results]
