# Closed while an array of np.frombuffer is still in the memory.
#
#   check-shared: 0, "cannot close exported pointers exist"
#   check-shared-gone: 0, "cannot close exported pointers exist"

# %% shared-terrain
@contextmanager
def shared_terrain(heights):
    memory = SharedMemory(create=True, size=heights.nbytes)
    shared = np.frombuffer(memory.buf, heights.dtype, heights.size).reshape(heights.shape)
    shared[:] = heights
    try:
        yield memory.name, heights.shape
    finally:
        memory.close()
        memory.unlink()
