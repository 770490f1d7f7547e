# The array in the shared memory is made, and never filled.
#
#   check-shared: 0, "something else than the terrain"

# %% shared-terrain
@contextmanager
def shared_terrain(heights):
    memory = SharedMemory(create=True, size=heights.nbytes)
    shared = np.ndarray(heights.shape, heights.dtype, buffer=memory.buf)
    shared = heights.copy()
    try:
        yield memory.name, shared.shape
    finally:
        memory.close()
        memory.unlink()
