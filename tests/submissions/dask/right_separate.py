# Separate processes for the cluster; a client's own map and futures; whole columns as chunks.

# %% column-means
def column_means(table, megabytes):
    rows, columns = table.shape
    per_chunk = megabytes * 1e6 / table.dtype.itemsize
    wide = max(1, min(columns, int(per_chunk // rows)))
    tall = min(rows, int(per_chunk // wide))
    return da.mean(da.from_array(table, chunks=(tall, wide)), axis=0)


# %% tree
def tree(function, items):
    level = [dask.delayed(item) for item in items]
    while len(level) > 1:
        above = []
        for i in range(0, len(level), 2):
            pair = level[i : i + 2]
            above.append(dask.delayed(function)(*pair) if len(pair) == 2 else pair[0])
        level = above
    return level[0]


# %% run-on
def run_on(where, lazies, workers=2):
    if where == "synchronous":
        return list(dask.compute(*lazies, scheduler="synchronous"))
    if where == "threads":
        return list(dask.compute(*lazies, scheduler="threads", num_workers=workers))
    if where == "processes":
        return list(dask.compute(*lazies, scheduler="processes", num_workers=workers, chunksize=1))
    return where.gather(where.compute(lazies))


# %% on-cluster
from helpers import DaskProcesses


def on_cluster(work, workers=2):
    with DaskProcesses(workers) as cluster:
        return work(cluster.client)


# %% joblib-map
def joblib_map(client, function, items):
    with parallel_config("dask", client=client, n_jobs=2):
        return list(Parallel(return_as="generator")(delayed(function)(item) for item in items))


# %% attempt
def attempt(client, function, items, retries=2):
    futures = [client.submit(function, x, retries=retries, pure=False) for x in items]
    outcomes = {}
    for future in as_completed(futures):
        failed = future.status == "error"
        outcomes[future.key] = future.exception() if failed else future.result()
    return [outcomes[future.key] for future in futures]


# %% extremes
def extremes(load, names, workers=2):
    data = [dask.delayed(load)(name) for name in names]
    lows, highs = [dask.delayed(min)(x) for x in data], [dask.delayed(max)(x) for x in data]
    lows, highs = dask.compute(lows, highs, num_workers=workers)
    return {name: (low, high) for name, low, high in zip(names, lows, highs)}
