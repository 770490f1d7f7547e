# Items wrapped in tuples, so that None can be the sentinel; daemon threads; a lock for each name.

# %% threaded-map
def threaded_map(function, items, workers=2):
    numbered, outcomes = queue.SimpleQueue(), []
    for pair in enumerate(items):
        numbered.put(pair)

    def work():
        while True:
            try:
                number, item = numbered.get_nowait()
            except queue.Empty:
                return
            try:
                outcomes.append((number, function(item)))
            except Exception as error:
                outcomes.append((number, error))

    threads = [Thread(target=work, daemon=True) for _ in range(workers)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return [outcome for _, outcome in sorted(outcomes, key=lambda pair: pair[0])]


# %% tally
from collections import defaultdict


class Tally:
    def __init__(self, store):
        self.store = store
        self.locks, self.making = defaultdict(Lock), Lock()

    def add(self, name, votes=1):
        with self.making:
            lock = self.locks[name]
        with lock:
            count = self.store.read(name)
            count += votes
            self.store.write(name, count)
            return count


# %% pipeline
def pipeline(items, work, consume, workers=2, waiting=2):
    todo, done = queue.Queue(maxsize=waiting), queue.Queue(maxsize=waiting)

    def produce():
        for item in items:
            todo.put((item,))
        todo.put(None)

    def run():
        while True:
            wrapped = todo.get()
            if wrapped is None:
                todo.put(None)  # for the next one
                return
            done.put((work(*wrapped),))

    def eat():
        while (wrapped := done.get()) is not None:
            consume(*wrapped)

    consumer = Thread(target=eat, daemon=True)
    others = [Thread(target=produce, daemon=True)]
    others += [Thread(target=run, daemon=True) for _ in range(workers)]
    consumer.start()
    for thread in others:
        thread.start()
    for thread in others:
        thread.join()
    done.put(None)
    consumer.join()


# %% transfer
def transfer(source, target, amount):
    one, other = sorted({source, target}, key=id) if source is not target else (source, None)
    with one.lock:
        if other is None:
            if source.balance < amount:
                raise ValueError("not enough money")
            return
        with other.lock:
            if source.balance >= amount:
                source.balance -= amount
                target.balance += amount
            else:
                raise ValueError("not enough money")


# %% gather-limited
async def gather_limited(function, items, limit):
    places = asyncio.Queue(limit)

    async def limited(coroutine):
        await places.put(None)
        try:
            return await coroutine
        finally:
            places.get_nowait()

    async with asyncio.TaskGroup() as group:
        tasks = []
        for item in items:
            tasks.append(group.create_task(limited(function(item))))
    return list(map(asyncio.Task.result, tasks))


# %% fetch-all
async def fetch_all(fetch, names):
    names = list(names)
    results = {}

    async def one(number):
        results[number] = await asyncio.to_thread(fetch, names[number])

    async with asyncio.TaskGroup() as group:
        for number in range(len(names)):
            group.create_task(one(number))
    return [results[number] for number in range(len(names))]
