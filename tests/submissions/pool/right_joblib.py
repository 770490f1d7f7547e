# joblib. Its workers outlive the call on purpose, and take functions from a notebook cell.

# %% usable-cpus
import joblib
from joblib import Parallel, delayed


def usable_cpus():
    return joblib.effective_n_jobs(-1)


# %% ordered-map
def ordered_map(function, items, workers=2):
    return Parallel(n_jobs=workers)(delayed(function)(item) for item in items)


# %% first-done
def first_done(function, items, workers=2):
    parallel = Parallel(n_jobs=workers, return_as="generator_unordered", batch_size=1)
    return parallel(delayed(function)(item) for item in items)


# %% chunked-map
def chunked_map(function, items, workers=2):
    items = list(items)
    parallel = Parallel(n_jobs=workers, batch_size=chunk_size(len(items), workers))
    return parallel(delayed(function)(item) for item in items)


# %% gather
def gather(function, arguments, workers=2):
    def attempt(*args):
        try:
            return function(*args)
        except Exception as error:
            return error

    return Parallel(n_jobs=workers)(delayed(attempt)(*args) for args in arguments)


# %% map-with-progress
def map_with_progress(function, items, report, workers=2):
    def numbered(number, item):
        return number, function(item)

    items = list(items)
    results = {}
    parallel = Parallel(n_jobs=workers, return_as="generator_unordered", batch_size=1)
    for number, result in parallel(delayed(numbered)(*pair) for pair in enumerate(items)):
        results[number] = result
        report(len(results), len(items))
    return [results[number] for number in range(len(items))]


# %% total
def total(function, items, workers=2):
    results = Parallel(n_jobs=workers)(delayed(function)(item) for item in items)
    return len(results), sum(results)
