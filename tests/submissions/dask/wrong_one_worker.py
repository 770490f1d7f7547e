# A single worker with two threads.
#
#   check-cluster-works: 0, "2 workers were wanted, and the cluster has 1"

# %% on-cluster
def on_cluster(work, workers=2):
    options = {"threads_per_worker": workers, "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(n_workers=1, processes=False, **options) as cluster, Client(cluster) as client:
        return work(client)
