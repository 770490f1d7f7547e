# Threads are started, and left to themselves.
#
#   check-pipeline-results: 0, "and 0 results were there when pipeline returned"
#   check-pipeline-pressure: 0
#   check-map-threads: 0, "threads were left running"

# %% threaded-map
from time import sleep


def threaded_map(function, items, workers=2):
    todo, outcomes = queue.Queue(), {}
    for number, item in enumerate(items):
        todo.put((number, item))
    total = todo.qsize()

    def work():
        while True:
            number, item = todo.get()
            try:
                outcomes[number] = function(item)
            except Exception as error:
                outcomes[number] = error

    for _ in range(workers):
        Thread(target=work, daemon=True).start()
    while len(outcomes) < total:
        sleep(0.001)
    return [outcomes[number] for number in range(total)]


# %% pipeline
def pipeline(items, work, consume, workers=2, waiting=2):
    todo = queue.Queue(waiting)
    lock, end = Lock(), object()

    def produce():
        for item in items:
            sleep(0.3)
            todo.put(item)
        for _ in range(workers):
            todo.put(end)

    def run():
        while (item := todo.get()) is not end:
            result = work(item)
            with lock:
                consume(result)

    Thread(target=produce, daemon=True).start()
    for _ in range(workers):
        Thread(target=run, daemon=True).start()
