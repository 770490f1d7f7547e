# The colleague's code, as it was sent: it waits for ever for a pool that is gone.
# (The sleep makes sure that no worker is quicker than the end of the block.)
#
#   check-total: 0, "waits for a pool that is gone"

# %% total
from time import sleep


def total(function, items, workers=2):
    with Pool(workers, sleep, (1,)) as pool:
        results = pool.imap_unordered(function, items)
    return len(list(results)), sum(results)
