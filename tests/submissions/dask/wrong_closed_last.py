# The cluster is closed when the work has succeeded, and only then.
#
#   check-cluster-ends: 0, "the cluster still answers: it was not stopped"

# %% on-cluster
def on_cluster(work, workers=2):
    cluster = LocalCluster(n_workers=workers, dashboard_address="127.0.0.1:0")
    client = Client(cluster)
    result = work(client)
    client.close()
    cluster.close()
    return result
