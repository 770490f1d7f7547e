# Errors become results, and nobody hears of them.
#
#   check-cancel: 0, "and gather_limited did not"
#   check-fetch-all: 0, "and fetch_all did not"

# %% gather-limited
async def gather_limited(function, items, limit):
    places = asyncio.Semaphore(limit)

    async def one(item):
        async with places:
            return await function(item)

    return await asyncio.gather(*map(one, items), return_exceptions=True)


# %% fetch-all
async def fetch_all(fetch, names):
    calls = [asyncio.to_thread(fetch, name) for name in names]
    return await asyncio.gather(*calls, return_exceptions=True)
