# gather hands on the first error, and lets the other tasks run.
#
#   check-cancel: 0, "these tasks still run: [0"

# %% gather-limited
async def gather_limited(function, items, limit):
    places = asyncio.Semaphore(limit)

    async def one(item):
        async with places:
            return await function(item)

    return await asyncio.gather(*[one(item) for item in items])
