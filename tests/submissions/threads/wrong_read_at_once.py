# The items are made into a list before the work begins.
#
#   check-pipeline-pressure: 0, "more than 10 of 100 items"

# %% pipeline
def pipeline(items, work, consume, workers=2, waiting=2):
    items, lock, turn = list(items), Lock(), Lock()

    def run():
        while True:
            with lock:
                if not items:
                    return
                item = items.pop()
            result = work(item)
            with turn:
                consume(result)

    threads = [Thread(target=run) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
