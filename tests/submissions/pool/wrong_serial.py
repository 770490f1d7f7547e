# A loop in the notebook's own process: no worker is ever used.
#
#   check-ordered-parallel: 0, "no worker was used"
#   check-gather-parallel: 0, "no worker was used"
#   check-total: 0, "no worker was used"

# %% ordered-map
def ordered_map(function, items, workers=2):
    return [function(item) for item in items]


# %% gather
def gather(function, arguments, workers=2):
    outcomes = []
    for args in arguments:
        try:
            outcomes.append(function(*args))
        except Exception as error:
            outcomes.append(error)
    return outcomes


# %% total
def total(function, items, workers=2):
    results = [function(item) for item in items]
    return len(results), sum(results)
