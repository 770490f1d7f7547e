# survive starts several executors of one worker at a time, so that a death harms only one task;
# executor.map in collect, with a function that catches.

# %% collect
def collect(executor, function, items):
    items = list(items)
    futures = dict(zip(items, [executor.submit(function, item) for item in items]))
    results, errors = {}, {}
    for item in futures:
        kind = errors if futures[item].exception() else results
        kind[item] = futures[item].exception() or futures[item].result()
    return results, errors


# %% first-successful
def first_successful(executor, function, items):
    good = threading.Event()
    futures = [executor.submit(function, item) for item in items]

    def look(future):
        if not future.cancelled() and future.exception() is None or all(f.done() for f in futures):
            good.set()

    for future in futures:
        future.add_done_callback(look)
    good.wait()
    answers = [f for f in futures if f.done() and not f.cancelled() and not f.exception()]
    for future in futures:
        future.cancel()
    return (answers or futures)[0].result()


# %% map-unordered
def map_unordered(executor, function, items, window):
    source, pending = iter(items), []
    while True:
        pending += [executor.submit(function, x) for x in islice(source, window - len(pending))]
        if not pending:
            break
        wait(pending, return_when=FIRST_COMPLETED)
        first = next(future for future in pending if future.done())
        pending.remove(first)
        yield first.result()


# %% add-up
def add_up(executor, function, tree):
    numbers = []

    def walk(node):
        for child in node:
            walk(child) if isinstance(child, list) else numbers.append(child)

    walk(tree)
    return sum(executor.map(function, numbers, chunksize=1))


# %% survive
def survive(function, items, workers=2, tries=3):
    results = {}
    for _ in range(tries):
        todo = [item for item in items if item not in results]
        for start in range(0, len(todo), workers):
            pair = [(item, ProcessPoolExecutor(1)) for item in todo[start : start + workers]]
            futures = [(item, executor.submit(function, item)) for item, executor in pair]
            for item, future in futures:
                if future.exception() is None:
                    results[item] = future.result()
            for _, executor in pair:
                executor.shutdown()
    return results, [item for item in items if item not in results]
