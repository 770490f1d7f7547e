# The pools are never closed.
#
#   check-once-pickles: 0, "A pool was left open"
#   check-balanced-parallel: 0, "A pool was left open"

# %% on-terrain
def on_terrain(function, heights, suns, workers=2):
    pool = Pool(workers, keep_terrain, (heights,))
    return pool.map(function, suns)


# %% balanced-map
def balanced_map(function, suns, workers=2):
    places = sorted(range(len(suns)), key=lambda place: suns[place][1])
    pool = Pool(workers)
    results = pool.map(function, [suns[place] for place in places], chunksize=1)
    in_place = dict(zip(places, results))
    return [in_place[place] for place in range(len(suns))]
