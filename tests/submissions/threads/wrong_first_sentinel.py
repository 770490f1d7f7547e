# The consumer stops at the first sentinel, while other workers still have results. (Every worker
# but one naps with its result in its hand, so that this happens each time.)
#
#   check-pipeline-results: 0, "results were there when pipeline returned"
#   check-pipeline-pressure: 0

# %% pipeline
from time import sleep


def pipeline(items, work, consume, workers=2, waiting=2):
    todo, done, end = queue.Queue(waiting), queue.Queue(waiting), object()

    def produce():
        for item in items:
            todo.put(item)
        for _ in range(workers):
            todo.put(end)

    def run(number):
        while (item := todo.get()) is not end:
            result = work(item)
            if number:
                sleep(2)
            done.put(result)
        done.put(end)

    Thread(target=produce, daemon=True).start()
    for number in range(workers):
        Thread(target=run, args=(number,), daemon=True).start()
    while (result := done.get()) is not end:
        consume(result)
