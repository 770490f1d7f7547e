# A thread for each item looks after an executor of its own; a stack for the tree; the window is filled
# one by one, just before the yield.

# %% collect
def collect(executor, function, items):
    futures = {executor.submit(function, item): item for item in items}
    wait(futures)
    errors = {item: f.exception() for f, item in futures.items() if f.exception()}
    results = {item: f.result() for f, item in futures.items() if item not in errors}
    return results, errors


# %% first-successful
def first_successful(executor, function, items):
    futures = {executor.submit(function, item) for item in items}
    left = set(futures)
    while left:
        done, left = wait(left, return_when="FIRST_COMPLETED")
        good = [future for future in done if future.exception() is None]
        if good:
            for future in left:
                future.cancel()
            return good[0].result()
    raise futures.pop().exception()


# %% map-unordered
def map_unordered(executor, function, items, window):
    items = iter(items)
    pending = {executor.submit(function, item) for item in islice(items, window)}
    while pending:
        future = next(as_completed(pending))
        pending.remove(future)
        pending |= {executor.submit(function, item) for item in islice(items, 1)}
        yield future.result()


# %% add-up
def add_up(executor, function, tree):
    stack, total = list(tree), []
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack += node
        else:
            total.append(executor.submit(function, node))
    return sum(future.result() for future in as_completed(total))


# %% survive
import multiprocessing

spawn = multiprocessing.get_context("spawn")


def alone(function, item, tries):
    for _ in range(tries):
        try:
            with ProcessPoolExecutor(1, mp_context=spawn) as executor:
                return True, executor.submit(function, item).result()
        except BrokenProcessPool:
            pass
    return False, None


def survive(function, items, workers=2, tries=3):
    with ThreadPoolExecutor(workers) as threads:
        futures = {item: threads.submit(alone, function, item, tries) for item in items}
    outcomes = {item: future.result() for item, future in futures.items()}
    results = {item: result for item, (alive, result) in outcomes.items() if alive}
    return results, [item for item, (alive, _) in outcomes.items() if not alive]
