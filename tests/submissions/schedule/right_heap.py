# A heap for the plan, pairs for the order, chain for the chunks.

# %% bound
def bound(seconds, workers):
    if not seconds:
        return 0.0
    shared = sum(seconds) / workers
    longest = sorted(seconds)[-1]
    return longest if longest > shared else shared


# %% plan
import heapq


def plan(seconds, workers):
    free = [(0, worker) for worker in range(workers)]
    answer = []
    for one in seconds:
        start, worker = heapq.heappop(free)
        answer.append((worker, start))
        heapq.heappush(free, (start + one, worker))
    return answer


# %% longest-first
def longest_first(mapper, function, items, cost):
    pairs = sorted(enumerate(items), key=lambda pair: -cost(pair[1]))
    results = mapper(function, (item for _, item in pairs))
    return [result for _, result in sorted(zip([p for p, _ in pairs], results), key=lambda r: r[0])]


# %% map-in-chunks
import itertools


def map_in_chunks(mapper, function, items, workers):
    chunks = shrinking_chunks(items, workers)
    return list(itertools.chain(*mapper(partial(tasks.each, function), chunks)))


# %% balanced
def balanced(function, items, cost, workers=2):
    with Pool(workers) as pool:
        return longest_first(pool.imap, function, items, cost)
