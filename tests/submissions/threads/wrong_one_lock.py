# One lock for the whole bank, held beside those of the accounts.
#
#   check-transfer-safe: 0, "had to wait"

# %% transfer
bank = Lock()


def transfer(source, target, amount):
    if source is target:
        with source.lock:
            if source.balance < amount:
                raise ValueError("not enough money")
        return
    with bank, source.lock, target.lock:
        if source.balance < amount:
            raise ValueError("not enough money")
        source.balance -= amount
        target.balance += amount
