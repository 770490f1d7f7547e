# The first error is raised in place of the list.
#
#   check-map-outcomes: 0, "ZeroDivisionError"

# %% threaded-map
def threaded_map(function, items, workers=2):
    with ThreadPoolExecutor(workers) as executor:
        return list(executor.map(function, items))
