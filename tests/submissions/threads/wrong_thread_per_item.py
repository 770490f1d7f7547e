# The number of workers is ignored: a thread for each item, a task for each item.
#
#   check-map-threads: 0, "four tasks ran at the same time"
#   check-pipeline-pressure: 0, "more than 10 of 100 items"
#   check-limit: 0, "With limit=3, 8 of 8 ran at a time"

# %% threaded-map
def threaded_map(function, items, workers=2):
    outcomes = {}

    def work(number, item):
        try:
            outcomes[number] = function(item)
        except Exception as error:
            outcomes[number] = error

    threads = [Thread(target=work, args=pair) for pair in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [outcomes[number] for number in range(len(outcomes))]


# %% pipeline
def pipeline(items, work, consume, workers=2, waiting=2):
    lock = Lock()

    def run(item):
        result = work(item)
        with lock:
            consume(result)

    threads = []
    for item in items:
        threads.append(Thread(target=run, args=(item,)))
        threads[-1].start()
    for thread in threads:
        thread.join()


# %% gather-limited
async def gather_limited(function, items, limit):
    async with asyncio.TaskGroup() as group:
        running = [group.create_task(function(item)) for item in items]
    return [task.result() for task in running]
