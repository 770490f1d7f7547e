# NumPy where it serves, and futures for the pool.

# %% bound
import numpy as np


def bound(seconds, workers):
    if not seconds:
        return 0.0
    return float(max(np.max(seconds), np.sum(seconds) / workers))


# %% plan
def plan(seconds, workers):
    free = np.zeros(workers)
    answer = []
    for one in seconds:
        worker = int(free.argmin())
        answer.append((worker, float(free[worker])))
        free[worker] += one
    return answer


# %% longest-first
def longest_first(mapper, function, items, cost):
    items = list(items)
    order = np.argsort([-cost(item) for item in items], kind="stable").astype(int)
    results = list(mapper(function, [items[i] for i in order]))
    back = np.argsort(order)
    return [results[i] for i in back]


# %% waited
def waited(run):
    first, last = min(t.start for t in run), max(t.end for t in run)
    answer = {}
    for pid in {t.pid for t in run}:
        mine = sorted((t for t in run if t.pid == pid), key=lambda t: t.start)
        gaps = [b.start - a.end for a, b in zip(mine, mine[1:])]
        answer[pid] = mine[0].start - first + sum(gaps) + last - mine[-1].end
    return answer


# %% balanced
from concurrent.futures import ProcessPoolExecutor


def balanced(function, items, cost, workers=2):
    with ProcessPoolExecutor(workers) as executor:
        return longest_first(executor.map, function, items, cost)
