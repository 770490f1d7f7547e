# A Client that starts its own cluster; keys for equal calls; a graph that sorts itself.

# %% column-means
def column_means(table, megabytes):
    rows, columns = table.shape
    pieces = -(-rows * columns * table.dtype.itemsize // int(megabytes * 1e6))
    x = da.from_array(table, chunks=(max(1, rows // pieces), -1))
    return x.map_blocks(lambda block: block).mean(axis=0)


# %% tree
import math


def tree(function, items):
    level = [dask.delayed(item) for item in items]
    for _ in range(math.ceil(math.log2(len(level)))):
        odd = [level.pop()] if len(level) % 2 else []
        call = dask.delayed(function, pure=False)
        level = [call(level[i], level[i + 1]) for i in range(0, len(level), 2)] + odd
    return level[0]


# %% run-on
def run_on(where, lazies, workers=2):
    if isinstance(where, Client):
        with where.as_current():
            return list(dask.compute(*lazies))
    return dask.compute(list(lazies), scheduler=where, num_workers=workers, chunksize=1)[0]


# %% on-cluster
def on_cluster(work, workers=2):
    with Client(n_workers=workers, processes=False, dashboard_address="127.0.0.1:0") as client:
        result = work(client)
    return result


# %% joblib-map
def joblib_map(client, function, items):
    with client.as_current():
        with parallel_config(backend="dask"):
            work = Parallel(n_jobs=len(client.nthreads()), batch_size=1)
            return work(map(delayed(function), items))


# %% attempt
def attempt(client, function, items, retries=2):
    futures = []
    for i, item in enumerate(items):
        key = f"attempt-{time.time()}-{i}"
        futures.append(client.submit(function, item, key=key, retries=retries))
    outcomes = []
    for future in futures:
        error = future.exception()
        outcomes.append(future.result() if error is None else error)
    return outcomes


# %% extremes
def extremes(load, names, workers=2):
    with dask.config.set(num_workers=workers):
        tables = [dask.delayed(load)(name) for name in names]
        pairs = [[dask.delayed(f)(table) for f in (min, max)] for table in tables]
        return {name: tuple(pair) for name, pair in zip(names, dask.compute(*pairs))}
