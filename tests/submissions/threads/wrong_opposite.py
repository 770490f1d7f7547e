# The colleagues' code, as they sent it.
#
#   check-transfer-deadlock: 0, "each transfer waits for the lock that the other one holds"
#   check-fetch-all: 0, "no worker was used"

# %% transfer
def transfer(source, target, amount):
    with source.lock:
        with target.lock:
            if source.balance < amount:
                raise ValueError("not enough money")
            source.balance -= amount
            target.balance += amount


# %% fetch-all
async def fetch_one(fetch, name):
    return fetch(name)


async def fetch_all(fetch, names):
    async with asyncio.TaskGroup() as group:
        pages = [group.create_task(fetch_one(fetch, name)) for name in names]
    return [page.result() for page in pages]
