# What was read before the lock was taken is out of date under it.
#
#   check-tally: 0, "nothing made it wait"
#   check-transfer-safe: 0, "One of the two must be refused"

# %% tally
class Tally:
    def __init__(self, store):
        self.store = store
        self.lock = Lock()

    def add(self, name, votes=1):
        count = self.store.read(name) + votes
        with self.lock:
            self.store.write(name, count)
        return count


# %% transfer
def transfer(source, target, amount):
    if source.balance < amount:
        raise ValueError("not enough money")
    if source is target:
        return
    first, second = sorted([source, target], key=lambda account: account.number)
    with first.lock, second.lock:
        source.balance -= amount
        target.balance += amount
