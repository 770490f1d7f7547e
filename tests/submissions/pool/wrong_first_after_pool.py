# first_done is left by return, which ends the with block and the pool before anybody reads.
# (The sleep makes sure that no worker is quicker than the end of the block.)
#
#   check-first-done: 0, "waits for a pool that is gone"
#   check-first-workers: 0, "waits for a pool that is gone"

# %% first-done
from time import sleep


def first_done(function, items, workers=2):
    with Pool(workers, sleep, (1,)) as pool:
        return pool.imap_unordered(function, items)
