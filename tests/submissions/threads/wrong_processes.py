# Worker processes where threads were asked for.
#
#   check-map-outcomes: 1
#   check-map-threads: 0, "Use threads, please"

# %% threaded-map
from concurrent.futures import ProcessPoolExecutor


def threaded_map(function, items, workers=2):
    with ProcessPoolExecutor(workers) as executor:
        futures = [executor.submit(function, item) for item in items]
    return [future.exception() or future.result() for future in futures]
