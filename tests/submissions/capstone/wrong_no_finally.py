# What stands after the yield does not run when the block fails.
#
#   check-shared-gone: 0, "ended by an error"

# %% shared-terrain
@contextmanager
def shared_terrain(heights):
    memory = SharedMemory(create=True, size=heights.nbytes)
    np.ndarray(heights.shape, heights.dtype, buffer=memory.buf)[:] = heights
    yield memory.name, heights.shape
    memory.close()
    memory.unlink()
