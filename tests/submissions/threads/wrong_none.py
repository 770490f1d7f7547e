# None is the sentinel, and an item too.
#
#   check-pipeline-results: 0, "on 2 workers, and [1] came out"

# %% pipeline
def pipeline(items, work, consume, workers=2, waiting=2):
    todo, done = queue.Queue(waiting), queue.Queue(waiting)

    def produce():
        for item in items:
            todo.put(item)
        for _ in range(workers):
            todo.put(None)

    def run():
        while (item := todo.get()) is not None:
            done.put(work(item))
        done.put(None)

    threads = [Thread(target=produce, daemon=True)]
    threads += [Thread(target=run, daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    ended = 0
    while ended < workers:
        if (result := done.get()) is None:
            ended += 1
        else:
            consume(result)
    for thread in threads:
        thread.join(2)
