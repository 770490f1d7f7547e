# Threads where processes were asked for.
#
#   check-all-parallel: 0, "Use worker processes"
#   check-results-parallel: 0, "Use worker processes"
#   check-collect: 0, "Use worker processes"

# %% run-all
def run_all(function, items):
    threads = [threading.Thread(target=function, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# %% results-of
import queue as queues


def results_of(function, items):
    queue = queues.Queue()
    threads = [
        threading.Thread(target=tasks.deliver, args=(queue.put, number, function, item))
        for number, item in enumerate(items)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [result for number, result in sorted(queue.get() for _ in threads)]


# %% collect
def collect(function, items):
    return results_of(function, items)
