# Each call makes a lock of its own, at which nobody waits.
#
#   check-tally: 0, "nothing made it wait"
#   check-transfer-deadlock: 0, "were not taken"
#   check-transfer-safe: 0, "One of the two must be refused"

# %% tally
class Tally:
    def __init__(self, store):
        self.store = store

    def add(self, name, votes=1):
        with Lock():
            count = self.store.read(name) + votes
            self.store.write(name, count)
            return count


# %% transfer
def transfer(source, target, amount):
    with Lock():
        if source.balance < amount:
            raise ValueError("not enough money")
        source.balance -= amount
        target.balance += amount
