# Executors and pools with a worker for each item, where the text allows them.

# %% run-all
from concurrent.futures import ProcessPoolExecutor, wait


def run_all(function, items):
    items = list(items)
    if items:
        with ProcessPoolExecutor(len(items)) as executor:
            wait([executor.submit(function, item) for item in items])


# %% results-of
from multiprocessing import Pool


def results_of(function, items):
    items = list(items)
    if not items:
        return []
    with Pool(len(items)) as pool:
        return pool.map(function, items, chunksize=1)


# %% within
from concurrent.futures import ThreadPoolExecutor


def within(seconds, function, item):
    with Pool(1) as pool:
        try:
            return pool.apply_async(function, (item,)).get(timeout=seconds)
        except Exception as error:
            raise TimeoutError from error


# %% collect
def collect(function, items):
    items = list(items)
    with ProcessPoolExecutor(len(items) or 1) as executor:
        return [future.result() for future in [executor.submit(function, item) for item in items]]
