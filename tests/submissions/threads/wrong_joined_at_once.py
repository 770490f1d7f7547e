# Each thread is joined before the next one starts, and each coroutine awaited before the next.
#
#   check-map-threads: 0, "One worker took every task"
#   check-fetch-all: 0, "never two at the same time"

# %% threaded-map
def threaded_map(function, items, workers=2):
    todo, outcomes = queue.Queue(), {}
    for number, item in enumerate(items):
        todo.put((number, item))
    for _ in range(workers):
        todo.put(None)

    def work():
        while (job := todo.get()) is not None:
            number, item = job
            try:
                outcomes[number] = function(item)
            except Exception as error:
                outcomes[number] = error

    for _ in range(workers):
        thread = Thread(target=work)
        thread.start()
        thread.join()
    return [outcomes[number] for number in range(len(outcomes))]


# %% fetch-all
async def fetch_all(fetch, names):
    pages = []
    for name in names:
        with ThreadPoolExecutor(1) as executor:
            pages.append(await asyncio.get_running_loop().run_in_executor(executor, fetch, name))
    return pages
