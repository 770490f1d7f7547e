# Built by hand: an iterator under a lock, a condition instead of queues, asyncio.wait and a queue.

# %% threaded-map
def threaded_map(function, items, workers=2):
    jobs, lock = enumerate(items), Lock()
    outcomes = {}

    def work():
        while True:
            with lock:
                number, item = next(jobs, (None, None))
            if number is None:
                return
            try:
                outcome = function(item)
            except BaseException as error:
                outcome = error
            outcomes[number] = outcome

    threads = []
    for _ in range(workers):
        threads.append(Thread(target=work))
        threads[-1].start()
    while threads:
        threads.pop().join()
    return [outcome for _, outcome in sorted(outcomes.items(), key=lambda pair: pair[0])]


# %% tally
class Tally:
    def __init__(self, store):
        self.store, self.turn = store, threading.Condition()

    def add(self, name, votes=1):
        with self.turn:
            new = votes + self.store.read(name)
            self.store.write(name, new)
            return new


# %% pipeline
def pipeline(items, work, consume, workers=2, waiting=2):
    changed = threading.Condition()
    results, iterator, working, over = [], iter(items), workers, False
    reading = Lock()

    def run():
        nonlocal working, over
        while True:
            with reading:
                if over:
                    break
                try:
                    item = next(iterator)
                except StopIteration:
                    over = True
                    break
            result = work(item)
            with changed:
                changed.wait_for(lambda: len(results) < waiting)
                results.append(result)
                changed.notify_all()
        with changed:
            working -= 1
            changed.notify_all()

    threads = [Thread(target=run) for _ in range(workers)]
    for thread in threads:
        thread.start()
    while True:
        with changed:
            changed.wait_for(lambda: results or not working)
            if not results:
                break
            result = results.pop(0)
            changed.notify_all()
        consume(result)
    for thread in threads:
        thread.join()


# %% transfer
def transfer(source, target, amount):
    if source.number == target.number:
        with source.lock:
            if source.balance < amount:
                raise ValueError("not enough money")
        return
    first, second = (source, target) if source.number < target.number else (target, source)
    first.lock.acquire()
    second.lock.acquire()
    try:
        left = source.balance - amount
        if left < 0:
            raise ValueError("not enough money")
        source.balance = left
        target.balance = target.balance + amount
    finally:
        second.lock.release()
        first.lock.release()


# %% gather-limited
async def gather_limited(function, items, limit):
    items = list(items)
    numbers, running, results = iter(range(len(items))), {}, [None] * len(items)
    try:
        while True:
            while len(running) < limit:
                number = next(numbers, None)
                if number is None:
                    break
                running[asyncio.ensure_future(function(items[number]))] = number
            if not running:
                return results
            done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                results[running.pop(task)] = task.result()
    finally:
        for task in running:
            task.cancel()


# %% fetch-all
async def fetch_all(fetch, names):
    tasks = [asyncio.create_task(asyncio.to_thread(fetch, name)) for name in names]
    return [await task for task in tasks]
