# first_done is left by return, which ends the with block and the pool before anybody reads.
#
#   check-first-done: 0, "waits for a pool that is gone"
#   check-first-workers: 0, "waits for a pool that is gone"

# %% first-done
def first_done(function, items, workers=2):
    with Pool(workers) as pool:
        return pool.imap_unordered(function, items)
