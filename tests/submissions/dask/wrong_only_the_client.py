# The client hangs up, and the cluster goes on.
#
#   check-cluster-ends: 0, "the cluster still answers: it was not stopped"

# %% on-cluster
def on_cluster(work, workers=2):
    cluster = LocalCluster(n_workers=workers, processes=False, dashboard_address="127.0.0.1:0")
    with Client(cluster) as client:
        return work(client)
