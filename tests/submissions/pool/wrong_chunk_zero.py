# With few tasks, the division gives chunks of no tasks.
#
#   check-chunk-size: 0, "at least one task"

# %% chunk-size
def chunk_size(n_tasks, workers):
    return n_tasks // (4 * workers)
