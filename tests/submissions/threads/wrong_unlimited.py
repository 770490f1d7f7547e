# One of the two queues has no limit.
#
#   check-pipeline-pressure: 0, "any number of them can pile up"

# %% pipeline
def pipeline(items, work, consume, workers=2, waiting=2):
    todo, done, end = queue.Queue(waiting), queue.Queue(), object()

    def run():
        while (item := todo.get()) is not end:
            done.put(work(item))
        done.put(end)

    def produce():
        for item in items:
            todo.put(item)
        for _ in range(workers):
            todo.put(end)

    threads = [Thread(target=produce), *(Thread(target=run) for _ in range(workers))]
    for thread in threads:
        thread.start()
    for _ in range(workers):
        while (result := done.get()) is not end:
            consume(result)
    for thread in threads:
        thread.join()
