# Failed tasks are missing in the list.
#
#   check-attempt: 0, "The reciprocals of 4, 0 and 2 gave [0.25, 0.5]"

# %% attempt
def attempt(client, function, items, retries=2):
    futures = client.map(function, list(items), retries=retries, pure=False)
    return client.gather(futures, errors="skip")
