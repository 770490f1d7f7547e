# The task returns its exception: a success, for the scheduler.
#
#   check-attempt: 0, "succeed when tried again twice"

# %% attempt
def attempt(client, function, items, retries=2):
    def outcome(item):
        try:
            return function(item)
        except Exception as error:
            return error

    return client.gather(client.map(outcome, list(items), retries=retries, pure=False))
