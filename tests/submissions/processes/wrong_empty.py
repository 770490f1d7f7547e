# The colleague's second version: the queue is empty because nothing has come yet.
#
#   check-collect: 0, "gave []"

# %% collect
def collect(function, items):
    queue = Queue()
    processes = [
        Process(target=tasks.deliver, args=(queue.put, number, function, item))
        for number, item in enumerate(items)
    ]
    for process in processes:
        process.start()
    results = []
    while not queue.empty():
        results.append(queue.get())
    for process in processes:
        process.join()
    return [result for number, result in sorted(results)]
