# With few tasks, the division gives chunks of no tasks.
#
#   check-chunk-size: 0, "at least one task"
#   check-chunked-map: 0, "chunked_map(square, [7], 1) gave [None]"

# %% chunk-size
def chunk_size(n_tasks, workers):
    return n_tasks // (4 * workers)
