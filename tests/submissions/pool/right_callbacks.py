# Everything from apply_async, callbacks and a queue or a lock.

# %% usable-cpus
def usable_cpus():
    facts = cpu_facts()
    return facts.affinity if facts.quota is None else facts.usable


# %% ordered-map
import queue
import threading
from functools import partial


def ordered_map(function, items, workers=2):
    with Pool(workers) as pool:
        handles = [pool.apply_async(function, (item,)) for item in items]
        return [handle.get() for handle in handles]


# %% first-done
def first_done(function, items, workers=2):
    arrived = queue.Queue()
    with Pool(workers) as pool:
        to = {"callback": arrived.put, "error_callback": arrived.put}
        handles = [pool.apply_async(function, (item,), **to) for item in items]
        for _ in handles:
            result = arrived.get()
            if isinstance(result, Exception):
                raise result
            yield result


# %% chunked-map
def chunked_map(function, items, workers=2):
    items = list(items)
    with Pool(workers) as pool:
        handle = pool.map_async(function, items, chunk_size(len(items), workers))
        return handle.get()


# %% gather
def gather(function, arguments, workers=2):
    outcomes = {}
    complete = threading.Event()

    def keep(number, outcome):
        outcomes[number] = outcome
        if len(outcomes) == len(arguments):
            complete.set()

    with Pool(workers) as pool:
        for number, args in enumerate(arguments):
            note = partial(keep, number)
            pool.apply_async(function, args, callback=note, error_callback=note)
        if arguments:
            complete.wait()
    return [outcomes[number] for number in range(len(arguments))]


# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    items = list(items)
    results = [None] * len(items)
    lock, done = threading.Lock(), 0

    def keep(number, result):
        nonlocal done
        with lock:
            results[number] = result
            done += 1
            report(done, len(items))

    with Pool(workers) as pool:
        handles = [
            pool.apply_async(function, (item,), callback=partial(keep, number))
            for number, item in enumerate(items)
        ]
        pool.close()
        pool.join()
        for handle in handles:
            handle.get()  # raises what the task raised
    return results


# %% total
def total(function, items, workers=2):
    with Pool(workers) as pool:
        results = [pool.apply_async(function, (item,)) for item in items]
        values = [result.get() for result in results]
    return len(values), sum(values)
