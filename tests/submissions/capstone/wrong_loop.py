# The loop itself, and serial code throughout.
#
#   check-lit-lines: 0, "there is a loop over the sites still"
#   check-once-pickles: 0, "no worker was used"
#   check-balanced-parallel: 0, "no worker was used"
#   check-joblib: 0, "as a memmap"
#   check-joblib-parallel: 0, "no worker was used"
#   check-timetable: 0, "nothing was reported"

# %% lit
def lit(heights, sites, masts, sun, spacing=40.0):
    return lit_loop(heights, sites, masts, sun, spacing)


# %% on-terrain
def on_terrain(function, heights, suns, workers=2):
    keep_terrain(heights)
    return [function(sun) for sun in suns]


# %% balanced-map
def balanced_map(function, suns, workers=2):
    results = {place: function(suns[place]) for place in sorted(range(len(suns)), key=lambda i: suns[i][1])}
    return [results[place] for place in range(len(suns))]


# %% minutes-of-sun
def minutes_of_sun(function, heights, suns, step, n_jobs=2):
    return sum(step * function(heights, sun) for sun in suns)


# %% timetable
def timetable(function, suns, report, workers=2):
    table = []
    for place, sun in enumerate(suns):
        table.append(function(sun))
        report(place, table[-1])
    return table
