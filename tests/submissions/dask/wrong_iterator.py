# client.map is given whatever came, and takes no iterator.
#
#   check-attempt: 0, "(f) An iterator of the items 0 and 3"

# %% attempt
def attempt(client, function, items, retries=2):
    futures = client.map(function, items, retries=retries, pure=False)
    return [future.exception() or future.result() for future in futures]
