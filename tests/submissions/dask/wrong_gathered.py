# The first exception comes in place of all results.
#
#   check-attempt: 0, "one exception, and the other results are lost"

# %% attempt
def attempt(client, function, items, retries=2):
    return client.gather(client.map(function, list(items), retries=retries, pure=False))
