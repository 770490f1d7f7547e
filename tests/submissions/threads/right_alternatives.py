# The alternatives of the correction: consume under a lock, try and give up, workers in a loop.

# %% threaded-map
def threaded_map(function, items, workers=2):
    with ThreadPoolExecutor(max_workers=workers) as executor:
        futures = [executor.submit(function, item) for item in items]
        return [future.exception() or future.result() for future in futures]


# %% tally
class Tally:
    everybody = Lock()

    def __init__(self, store):
        self.store = store

    def add(self, name, votes=1):
        with Tally.everybody:
            before = self.store.read(name)
            self.store.write(name, before + votes)
        return before + votes


# %% pipeline
from itertools import chain


def pipeline(items, work, consume, workers=2, waiting=2):
    todo, lock, end = queue.Queue(waiting), Lock(), object()

    def run():
        while (item := todo.get()) is not end:
            result = work(item)
            with lock:
                consume(result)

    threads = [Thread(target=run) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for item in chain(items, [end] * workers):
        todo.put(item)
    for thread in threads:
        thread.join()


# %% transfer
from random import uniform


def transfer(source, target, amount):
    while True:
        with source.lock:
            if source.balance < amount:
                raise ValueError("not enough money")
            if source is target:
                return
            if target.lock.acquire(timeout=uniform(0.001, 0.01)):
                try:
                    source.balance -= amount
                    target.balance += amount
                    return
                finally:
                    target.lock.release()


# %% gather-limited
async def gather_limited(function, items, limit):
    numbered, results = enumerate(items), {}

    async def worker():
        for number, item in numbered:
            results[number] = await function(item)

    async with asyncio.TaskGroup() as group:
        for _ in range(limit):
            group.create_task(worker())
    return [results[number] for number in range(len(results))]


# %% fetch-all
async def fetch_all(fetch, names):
    async def one(name):
        return await asyncio.to_thread(fetch, name)

    return await asyncio.gather(*map(one, names))
