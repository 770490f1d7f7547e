# The colleague's code, as it was sent: it waits for ever for a pool that is gone. Now and then
# the workers are quicker than the end of the block, and the sum is 0: no words are sure.
#
#   check-total: 0

# %% total
def total(function, items, workers=2):
    with Pool(workers) as pool:
        results = pool.imap_unordered(function, items)
    return len(list(results)), sum(results)
