# An exit stack; retries as annotations of a graph; numbers of chunks counted by hand.

# %% column-means
def column_means(table, megabytes):
    rows, columns = table.shape
    row = columns * table.dtype.itemsize
    fitting = 1
    while (fitting + 1) * row <= megabytes * 1e6 and fitting < rows:
        fitting += 1
    return da.from_array(table, chunks={0: fitting, 1: columns}).mean(0)


# %% tree
@dask.delayed
def call(function, a, b):
    return function(a, b)


def tree(function, items):
    level = [dask.delayed(item) for item in items]
    while len(level) > 1:
        last = level[-1]
        odd = len(level) % 2 == 1
        level = [call(function, *level[i : i + 2]) for i in range(0, len(level) - 1, 2)]
        if odd:
            level.append(last)
    return level[0]


# %% run-on
def run_on(where, lazies, workers=2):
    options = {} if isinstance(where, Client) else {"num_workers": workers}
    if where == "processes":
        options["chunksize"] = 1
    scheduler = where.get if isinstance(where, Client) else where
    return list(dask.compute(*lazies, scheduler=scheduler, **options))


# %% on-cluster
from contextlib import ExitStack


def on_cluster(work, workers=2):
    with ExitStack() as stack:
        cluster = stack.enter_context(LocalCluster(n_workers=workers, dashboard_address="127.0.0.1:0"))
        return work(stack.enter_context(cluster.get_client()))


# %% joblib-map
import joblib


def joblib_map(client, function, items):
    with joblib.parallel_backend("dask", client=client):
        return joblib.Parallel()(joblib.delayed(function)(item) for item in items)


# %% attempt
import uuid


def attempt(client, function, items, retries=2):
    futures = [
        client.submit(function, item, retries=retries, key=str(uuid.uuid4())) for item in items
    ]

    def outcome(future):
        try:
            return client.gather(future)
        except Exception as error:
            return error

    return list(map(outcome, futures))


# %% extremes
from concurrent.futures import ThreadPoolExecutor


def extremes(load, names, workers=2):
    lazy = {}
    for name in names:
        data = dask.delayed(load)(name)
        lazy[name] = dask.delayed(lambda numbers: (min(numbers), max(numbers)))(data)
    with ThreadPoolExecutor(workers) as pool:
        return dask.compute(lazy, scheduler="threads", pool=pool)[0]
