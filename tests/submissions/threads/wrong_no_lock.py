# No lock where two steps belong together.
#
#   check-tally: 0, "nothing made it wait"
#   check-pipeline-results: 0, "consume was called by two threads"
#   check-pipeline-pressure: 0
#   check-transfer-deadlock: 0, "were not taken"
#   check-transfer-safe: 0, "One of the two must be refused"

# %% tally
class Tally:
    def __init__(self, store):
        self.store = store

    def add(self, name, votes=1):
        count = self.store.read(name) + votes
        self.store.write(name, count)
        return count


# %% pipeline
def pipeline(items, work, consume, workers=2, waiting=2):
    todo, end = queue.Queue(waiting), object()

    def run():
        while (item := todo.get()) is not end:
            consume(work(item))

    threads = [Thread(target=run) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for item in items:
        todo.put(item)
    for _ in range(workers):
        todo.put(end)
    for thread in threads:
        thread.join()


# %% transfer
def transfer(source, target, amount):
    if source.balance < amount:
        raise ValueError("not enough money")
    source.balance -= amount
    target.balance += amount
