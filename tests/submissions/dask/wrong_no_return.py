# What the work returns is forgotten; and joblib runs on its own workers.
#
#   check-cluster-works: 0, "must return what work returns"
#   check-joblib: 0, "(e) Tasks ran outside of any Dask worker"

# %% on-cluster
def on_cluster(work, workers=2):
    with LocalCluster(n_workers=workers, processes=False, dashboard_address="127.0.0.1:0") as cluster:
        with Client(cluster) as client:
            work(client)


# %% joblib-map
def joblib_map(client, function, items):
    return Parallel(n_jobs=2)(delayed(function)(item) for item in items)
