# One sentinel for all: one worker ends, and the others wait for ever.
#
#   check-map-outcomes: 0, "Somebody waits for ever"
#   check-map-threads: 0, "Somebody waits for ever"
#   check-pipeline-results: 0, "Somebody waits for ever"
#   check-pipeline-pressure: 0, "Somebody waits for ever"

# %% threaded-map
def threaded_map(function, items, workers=2):
    todo, outcomes = queue.Queue(), {}
    for number, item in enumerate(items):
        todo.put((number, item))
    todo.put(None)

    def work():
        while (job := todo.get()) is not None:
            number, item = job
            try:
                outcomes[number] = function(item)
            except Exception as error:
                outcomes[number] = error

    threads = [Thread(target=work, daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [outcomes[number] for number in range(len(outcomes))]


# %% pipeline
def pipeline(items, work, consume, workers=2, waiting=2):
    todo, done, end = queue.Queue(waiting), queue.Queue(waiting), object()

    def produce():
        for item in items:
            todo.put(item)
        todo.put(end)

    def run():
        while (item := todo.get()) is not end:
            done.put(work(item))
        done.put(end)

    threads = [Thread(target=produce, daemon=True)]
    threads += [Thread(target=run, daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    ended = 0
    while ended < workers:
        if (result := done.get()) is end:
            ended += 1
        else:
            consume(result)
