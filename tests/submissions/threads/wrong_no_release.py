# After an error the lock is never given back.
#
#   check-tally: 0, "nobody could vote again"
#   check-transfer-safe: 0, "are still held: [1"

# %% tally
class Tally:
    def __init__(self, store):
        self.store = store
        self.lock = Lock()

    def add(self, name, votes=1):
        self.lock.acquire()
        count = self.store.read(name) + votes
        self.store.write(name, count)
        self.lock.release()
        return count


# %% transfer
def transfer(source, target, amount):
    if source is target:
        with source.lock:
            if source.balance < amount:
                raise ValueError("not enough money")
        return
    first, second = sorted([source, target], key=lambda account: account.number)
    first.lock.acquire()
    second.lock.acquire()
    if source.balance < amount:
        second.lock.release()
        raise ValueError("not enough money")
    source.balance -= amount
    target.balance += amount
    second.lock.release()
    first.lock.release()
