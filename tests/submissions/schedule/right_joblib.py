# joblib for the pool, generators for the rest.

# %% shrinking-chunks
def shrinking_chunks(items, workers):
    def cut(rest):
        while rest:
            size = len(rest) // (2 * workers) or 1
            yield rest[:size]
            rest = rest[size:]

    return list(cut(items))


# %% waited
from collections import defaultdict


def waited(run):
    worked = defaultdict(float)
    for task in run:
        worked[task.pid] += task.seconds
    span = max(task.end for task in run) - min(task.start for task in run)
    return {pid: span - seconds for pid, seconds in worked.items()}


# %% balanced
from joblib import Parallel, delayed


def balanced(function, items, cost, workers=2):
    def mapper(function, ordered):
        return Parallel(n_jobs=workers, batch_size=1)(delayed(function)(item) for item in ordered)

    return longest_first(mapper, function, items, cost)
