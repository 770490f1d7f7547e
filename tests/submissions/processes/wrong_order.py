# Results in the order of completion: the keys are thrown away.
#
#   check-results-order: 0, "in the order of completion"
#   check-collect: 0, "gave"

# %% results-of
def results_of(function, items):
    queue = Queue()
    processes = [Process(target=tasks.deliver, args=(queue.put, 0, function, i)) for i in items]
    for process in processes:
        process.start()
    results = [queue.get()[1] for _ in processes]
    for process in processes:
        process.join()
    return results


# %% collect
def collect(function, items):
    return results_of(function, items)
