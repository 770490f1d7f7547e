# Dask divides the table, recursion halves the items, and clients do their own computing.

# %% column-means
def column_means(table, megabytes):
    rows, columns = table.shape
    with dask.config.set({"array.chunk-size": f"{megabytes}MB"}):
        x = da.from_array(table, chunks="auto")
    return x.sum(axis=0) / rows


# %% tree
def tree(function, items):
    level = list(items)
    if len(level) == 1:
        return dask.delayed(level[0])
    half = (len(level) + 1) // 2
    return dask.delayed(function)(tree(function, level[:half]), tree(function, level[half:]))


# %% run-on
def run_on(where, lazies, workers=2):
    if isinstance(where, str):
        with dask.config.set(scheduler=where, num_workers=workers, chunksize=1):
            return list(dask.compute(*lazies))
    return where.compute(list(lazies), sync=True)


# %% on-cluster
def on_cluster(work, workers=2):
    cluster = LocalCluster(n_workers=workers, processes=False, dashboard_address="127.0.0.1:0")
    try:
        client = Client(cluster)
        try:
            return work(client)
        finally:
            client.close()
    finally:
        cluster.close()


# %% joblib-map
def joblib_map(client, function, items):
    with client.as_current(), parallel_config(backend="dask"):
        return Parallel(n_jobs=-1)(delayed(function)(item) for item in items)


# %% attempt
def attempt(client, function, items, retries=2):
    outcomes = []
    for future in [client.submit(function, x, retries=retries, pure=False) for x in items]:
        try:
            outcomes.append(future.result())
        except Exception as error:
            outcomes.append(error)
    return outcomes


# %% extremes
def extremes(load, names, workers=2):
    def both(name):
        data = load(name)
        return min(data), max(data)

    pairs = dask.compute(*[dask.delayed(both)(name) for name in names], num_workers=workers)
    return dict(zip(names, pairs))
