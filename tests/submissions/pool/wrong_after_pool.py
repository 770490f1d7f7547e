# Results are read when the with block is over and the pool is gone. This waits for ever.
# (The sleep makes sure that no worker is quicker than the end of the block.)
#
#   check-ordered-order: 0, "must return a list"
#   check-ordered-parallel: 0, "waits for a pool that is gone"

# %% ordered-map
from time import sleep


def ordered_map(function, items, workers=2):
    with Pool(workers, sleep, (1,)) as pool:
        return pool.imap(function, items)
