# One chunk a worker: nothing is left to share out when one worker is slower.
#
#   check-chunk-size: 0, "1 was expected"

# %% chunk-size
def chunk_size(n_tasks, workers):
    return max(1, -(-n_tasks // workers))
