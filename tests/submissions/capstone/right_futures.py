# concurrent.futures everywhere; the steps in one list, the edge by a border.

# %% lit
def lit(heights, sites, masts, sun, spacing=40.0):
    n = max(heights.shape)
    padded = np.full((heights.shape[0] + 2 * n, heights.shape[1] + 2 * n), -np.inf)
    padded[n : n + heights.shape[0], n : n + heights.shape[1]] = heights
    rows, columns = np.asarray(sites).T + n
    blocked = np.zeros(len(sites), bool)
    for down, right, climb in beam(heights, sun, spacing):
        blocked |= padded[rows + down, columns + right] > padded[rows, columns] + masts + climb
    return ~blocked


# %% on-terrain
def on_terrain(function, heights, suns, workers=2):
    with ProcessPoolExecutor(workers, initializer=keep_terrain, initargs=(heights,)) as executor:
        return list(executor.map(function, suns))


# %% balanced-map
def balanced_map(function, suns, workers=2):
    futures = [None] * len(suns)
    with ProcessPoolExecutor(workers) as executor:
        for place, sun in sorted(enumerate(suns), key=lambda pair: pair[1][1]):
            futures[place] = executor.submit(function, sun)
        return [future.result() for future in futures]


# %% timetable
def timetable(function, suns, report, workers=2):
    table = {}
    with ProcessPoolExecutor(workers) as executor:
        futures = [executor.submit(function, sun) for sun in suns]
        for future in as_completed(futures):
            place = futures.index(future)
            table[place] = future.result()
            report(place, table[place])
    return [table[place] for place in range(len(suns))]
