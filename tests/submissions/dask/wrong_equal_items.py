# Equal items are one task.
#
#   check-attempt: 0, "Three equal items, and the function was called 1 times"

# %% attempt
def attempt(client, function, items, retries=2):
    futures = client.map(function, list(items), retries=retries)
    return [future.exception() or future.result() for future in futures]
