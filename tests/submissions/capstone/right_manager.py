# A manager cleans up; the sites still free walk on; heapq and imap; add_done_callback.

# %% lit
def lit(heights, sites, masts, sun, spacing=40.0):
    free = np.ones(len(sites), bool)
    tops = heights[tuple(sites.T)] + masts
    left = np.arange(len(sites))
    for down, right, climb in beam(heights, sun, spacing):
        ahead = sites[left] + (down, right)
        on_map = ((ahead >= 0) & (ahead < heights.shape)).all(axis=1)
        left, ahead = left[on_map], ahead[on_map]
        hit = heights[ahead[:, 0], ahead[:, 1]] > tops[left] + climb
        free[left[hit]] = False
        left = left[~hit]
    return free


# %% balanced-map
import heapq


def balanced_map(function, suns, workers=2):
    heap = [(elevation, place) for place, (_, elevation) in enumerate(suns)]
    heapq.heapify(heap)
    places = [heapq.heappop(heap)[1] for _ in suns]
    results = [None] * len(suns)
    with Pool(workers) as pool:
        for place, result in zip(places, pool.imap(function, [suns[p] for p in places])):
            results[place] = result
    return results


# %% shared-terrain
from multiprocessing.managers import SharedMemoryManager


@contextmanager
def shared_terrain(heights):
    with SharedMemoryManager() as manager:
        memory = manager.SharedMemory(heights.nbytes)
        memory.buf[: heights.nbytes] = heights.tobytes()
        yield memory.name, heights.shape


# %% minutes-of-sun
def minutes_of_sun(function, heights, suns, step, n_jobs=2):
    def minutes(sun):
        return np.where(function(heights, sun), step, 0)

    return sum(Parallel(n_jobs=n_jobs, max_nbytes="100K")(delayed(minutes)(sun) for sun in suns))


# %% timetable
def timetable(function, suns, report, workers=2):
    with ProcessPoolExecutor(workers) as executor:
        futures = []
        for place, sun in enumerate(suns):
            future = executor.submit(function, sun)
            future.add_done_callback(partial(tell, report, place))
            futures.append(future)
    return [future.result() for future in futures]


def tell(report, place, future):
    report(place, future.result())
