# Batches: each one waits for its slowest task.
#
#   check-limit: 0, "a free place was not used"

# %% gather-limited
async def gather_limited(function, items, limit):
    items, results = list(items), []
    for start in range(0, len(items), limit):
        async with asyncio.TaskGroup() as group:
            batch = items[start : start + limit]
            running = [group.create_task(function(item)) for item in batch]
        results += [task.result() for task in running]
    return results
