# The lowest first, but in the chunks that Pool.map makes by itself.
#
#   check-balanced-parallel: 0, "the other with number 6"

# %% balanced-map
def balanced_map(function, suns, workers=2):
    places = sorted(range(len(suns)), key=lambda place: suns[place][1])
    with Pool(workers) as pool:
        results = pool.map(function, [suns[place] for place in places])
    in_place = dict(zip(places, results))
    return [in_place[place] for place in range(len(suns))]
