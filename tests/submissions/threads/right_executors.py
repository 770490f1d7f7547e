# Executors wherever they will do, an RLock, semaphores, gather with cancellation by hand.

# %% threaded-map
def threaded_map(function, items, workers=2):
    def attempt(item):
        try:
            return function(item)
        except Exception as error:
            return error

    with ThreadPoolExecutor(workers) as executor:
        return list(executor.map(attempt, items))


# %% tally
class Tally:
    def __init__(self, store):
        self.store = store
        self.lock = threading.RLock()

    def add(self, name, votes=1):
        self.lock.acquire()
        try:
            self.store.write(name, self.store.read(name) + votes)
            return self.store.read(name)
        finally:
            self.lock.release()


# %% pipeline
def pipeline(items, work, consume, workers=2, waiting=2):
    places, one_at_a_time = threading.Semaphore(workers + waiting), Lock()

    def carry(item):
        try:
            result = work(item)
            with one_at_a_time:
                consume(result)
        finally:
            places.release()

    with ThreadPoolExecutor(workers) as executor:
        for item in items:
            places.acquire()
            executor.submit(carry, item)


# %% transfer
from contextlib import ExitStack


def transfer(source, target, amount):
    accounts = {id(account): account for account in (source, target)}
    with ExitStack() as stack:
        for _, account in sorted(accounts.items()):
            stack.enter_context(account.lock)
        if amount > source.balance:
            raise ValueError(f"only {source.balance} left")
        source.balance -= amount
        target.balance += amount


# %% gather-limited
async def gather_limited(function, items, limit):
    semaphore = asyncio.BoundedSemaphore(limit)

    async def one(item):
        async with semaphore:
            return await function(item)

    tasks = [asyncio.create_task(one(item)) for item in items]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        raise


# %% fetch-all
async def fetch_all(fetch, names):
    loop = asyncio.get_running_loop()
    return await asyncio.gather(*[loop.run_in_executor(None, fetch, name) for name in names])
