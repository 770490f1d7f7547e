# Each future is waited for before the next task is submitted.
#
#   check-attempt: 0, "(f) Two tasks on two workers."

# %% attempt
def attempt(client, function, items, retries=2):
    outcomes = []
    for item in items:
        future = client.submit(function, item, retries=retries, pure=False)
        outcomes.append(future.exception() or future.result())
    return outcomes
