# Threads fetch at the same time, but the loop is blocked until they are done. One place too many.
#
#   check-limit: 0, "With limit=3, 4 of 8 ran at a time"
#   check-fetch-all: 0, "something blocks the event loop"

# %% gather-limited
async def gather_limited(function, items, limit):
    places = asyncio.Semaphore(limit + 1)

    async def one(item):
        async with places:
            return await function(item)

    async with asyncio.TaskGroup() as group:
        running = [group.create_task(one(item)) for item in items]
    return [task.result() for task in running]


# %% fetch-all
async def fetch_all(fetch, names):
    with ThreadPoolExecutor(8) as executor:
        return list(executor.map(fetch, names))
