# Shared memory for every worker, by a class; the steps as a matrix; a Pool with apply_async.

# %% lit
def lit(heights, sites, masts, sun, spacing=40.0):
    steps = np.array(beam(heights, sun, spacing)).reshape(-1, 3)
    r = sites[:, :1] + steps[:, 0].astype(int)
    c = sites[:, 1:] + steps[:, 1].astype(int)
    inside = (r >= 0) & (r < heights.shape[0]) & (c >= 0) & (c < heights.shape[1])
    ahead = heights[np.where(inside, r, 0), np.where(inside, c, 0)]
    tops = heights[sites[:, 0], sites[:, 1]] + masts
    return ~(inside & (ahead > tops[:, None] + steps[:, 2])).any(axis=1)


# %% on-terrain
def on_terrain(function, heights, suns, workers=2):
    memory = SharedMemory(create=True, size=heights.nbytes)
    try:
        np.ndarray(heights.shape, np.float64, memory.buf)[...] = heights
        with Pool(workers, attach_terrain, (memory.name, heights.shape)) as pool:
            return pool.map(function, suns, chunksize=1)
    finally:
        memory.close()
        memory.unlink()


# %% balanced-map
def balanced_map(function, suns, workers=2):
    with Pool(workers) as pool:
        handles = {}
        for place in sorted(range(len(suns)), key=lambda i: suns[i][1]):
            handles[place] = pool.apply_async(function, (suns[place],))
        return [handles[place].get() for place in range(len(suns))]


# %% shared-terrain
class shared_terrain:
    def __init__(self, heights):
        self.heights = heights

    def __enter__(self):
        self.memory = SharedMemory(create=True, size=self.heights.nbytes)
        array = np.ndarray(self.heights.shape, self.heights.dtype, buffer=self.memory.buf)
        array[:] = self.heights
        return (self.memory.name, self.heights.shape)

    def __exit__(self, *error):
        self.memory.close()
        self.memory.unlink()


# %% timetable
def timetable(function, suns, report, workers=2):
    with Pool(workers) as pool:

        def submit(place):
            callback = lambda result: report(place, result)
            return pool.apply_async(function, (suns[place],), callback=callback)

        handles = [submit(place) for place in range(len(suns))]
        return [handle.get() for handle in handles]
