# Callbacks that put the futures into a queue; suspects one by one, with try and finally.

# %% collect
def collect(executor, function, items):
    from queue import SimpleQueue

    done, whose = SimpleQueue(), {}
    for item in items:
        future = executor.submit(function, item)
        whose[future] = item
        future.add_done_callback(done.put)
    results, errors = {}, {}
    for _ in whose:
        future = done.get()
        try:
            results[whose[future]] = future.result()
        except Exception as error:
            errors[whose[future]] = error
    return results, errors


# %% first-successful
def first_successful(executor, function, items):
    from queue import SimpleQueue

    done = SimpleQueue()
    futures = [executor.submit(function, item) for item in items]
    for future in futures:
        future.add_done_callback(done.put)
    for _ in futures:
        future = done.get()
        try:
            result = future.result()
        except Exception as error:
            last = error
        else:
            [other.cancel() for other in futures]
            return result
    raise last


# %% map-unordered
def map_unordered(executor, function, items, window):
    from queue import SimpleQueue

    done, items, under_way = SimpleQueue(), iter(items), 0
    while True:
        while under_way < window:
            try:
                item = next(items)
            except StopIteration:
                break
            executor.submit(function, item).add_done_callback(done.put)
            under_way += 1
        if under_way == 0:
            return
        yield done.get().result()
        under_way -= 1


# %% add-up
def add_up(executor, function, tree):
    def flatten(node):
        return [n for child in node for n in flatten(child)] if isinstance(node, list) else [node]

    return sum(collect_all(executor, function, flatten(tree)))


def collect_all(executor, function, numbers):
    return [future.result() for future in [executor.submit(function, n) for n in numbers]]


# %% survive
def survive(function, items, workers=2, tries=3):
    results, tried = {}, dict.fromkeys(items, 0)
    groups = [(list(items), workers)]
    while groups:
        group, size = groups.pop()
        executor = ProcessPoolExecutor(max_workers=size)
        try:
            futures = []
            for item in group:
                tried[item] += 1
                try:
                    futures.append((item, executor.submit(function, item)))
                except BrokenProcessPool:
                    pass
            for item, future in futures:
                if future.exception() is None:
                    results[item] = future.result()
        finally:
            executor.shutdown()
        groups += [([i], 1) for i in group if i not in results and tried[i] < tries]
    return results, [item for item in items if item not in results]
