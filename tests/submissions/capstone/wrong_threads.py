# Threads where processes were asked for.
#
#   check-once-pickles: 0, "Use worker processes"
#   check-balanced-parallel: 0, "Use worker processes"
#   check-joblib: 0, "did not get the large terrain as a memmap"
#   check-joblib-parallel: 0, "Use worker processes"
#   check-timetable: 0, "Use worker processes"

# %% on-terrain
from multiprocessing.pool import ThreadPool


def on_terrain(function, heights, suns, workers=2):
    with ThreadPool(workers, keep_terrain, (heights,)) as pool:
        return pool.map(function, suns)


# %% balanced-map
def balanced_map(function, suns, workers=2):
    places = sorted(range(len(suns)), key=lambda place: suns[place][1])
    with ThreadPool(workers) as pool:
        results = pool.map(function, [suns[place] for place in places], chunksize=1)
    in_place = dict(zip(places, results))
    return [in_place[place] for place in range(len(suns))]


# %% minutes-of-sun
def minutes_of_sun(function, heights, suns, step, n_jobs=2):
    masks = Parallel(n_jobs=n_jobs, backend="threading")(
        delayed(function)(heights, sun) for sun in suns
    )
    return step * np.sum(masks, axis=0)


# %% timetable
from concurrent.futures import ThreadPoolExecutor


def timetable(function, suns, report, workers=2):
    table = [None] * len(suns)
    with ThreadPoolExecutor(workers) as executor:
        places = {executor.submit(function, sun): place for place, sun in enumerate(suns)}
        for future in as_completed(places):
            table[places[future]] = future.result()
            report(places[future], future.result())
    return table
