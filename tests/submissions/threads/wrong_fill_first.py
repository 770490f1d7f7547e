# Everything is put in before anything is taken out: with a limit, put waits for ever.
#
#   check-pipeline-results: 0, "Somebody waits for ever"
#   check-pipeline-pressure: 0, "Somebody waits for ever"

# %% pipeline
def pipeline(items, work, consume, workers=2, waiting=2):
    todo, done, end = queue.Queue(waiting), queue.Queue(waiting), object()
    for item in items:
        todo.put(item)
    for _ in range(workers):
        todo.put(end)

    def run():
        while (item := todo.get()) is not end:
            done.put(work(item))

    threads = [Thread(target=run) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while not done.empty():
        consume(done.get())
