# Closed by this process, and left behind on the machine.
#
#   check-shared-gone: 0, "the segment is still there"

# %% shared-terrain
@contextmanager
def shared_terrain(heights):
    memory = SharedMemory(create=True, size=heights.nbytes)
    np.ndarray(heights.shape, heights.dtype, buffer=memory.buf)[:] = heights
    try:
        yield memory.name, heights.shape
    finally:
        memory.close()
