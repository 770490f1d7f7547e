# Nothing is tried again.
#
#   check-attempt: 0, "succeed when tried again twice"

# %% attempt
def attempt(client, function, items, retries=2):
    futures = client.map(function, list(items), pure=False)
    return [future.exception() or future.result() for future in futures]
