# Reading and writing each hold the lock, but it is let go in between. Who pays herself may pay anything.
#
#   check-tally: 0, "nothing made it wait"
#   check-transfer-deadlock: 0, "Ann paid herself 1000"

# %% tally
class Tally:
    def __init__(self, store):
        self.store = store
        self.lock = Lock()

    def add(self, name, votes=1):
        with self.lock:
            count = self.store.read(name)
        with self.lock:
            self.store.write(name, count + votes)
        return count + votes


# %% transfer
def transfer(source, target, amount):
    if source is target:
        return
    first, second = sorted([source, target], key=lambda account: account.number)
    with first.lock, second.lock:
        if source.balance < amount:
            raise ValueError("not enough money")
        source.balance -= amount
        target.balance += amount
