# The exception of the work is caught, and lost.
#
#   check-cluster-ends: 0, "did not reach the caller"

# %% on-cluster
def on_cluster(work, workers=2):
    with LocalCluster(n_workers=workers, processes=False, dashboard_address="127.0.0.1:0") as cluster:
        with Client(cluster) as client:
            try:
                return work(client)
            except Exception:
                return None
