# The block gets the array itself, which is pickled when it goes to a worker.
#
#   check-shared: 0, "as much as a terrain"

# %% shared-terrain
@contextmanager
def shared_terrain(heights):
    memory = SharedMemory(create=True, size=heights.nbytes)
    np.ndarray(heights.shape, heights.dtype, buffer=memory.buf)[:] = heights
    try:
        yield memory.name, heights
    finally:
        memory.close()
        memory.unlink()
