# One order, but an account that pays itself takes its lock twice.
#
#   check-transfer-deadlock: 0, "Ann pays herself"

# %% transfer
def transfer(source, target, amount):
    first, second = sorted([source, target], key=lambda account: account.number)
    with first.lock, second.lock:
        if source.balance < amount:
            raise ValueError("not enough money")
        source.balance -= amount
        target.balance += amount
