# Two workers, whatever is asked for.
#
#   check-once-pickles: 0, "With workers=1 two tasks"
#   check-timetable: 0, "With workers=1 two tasks"

# %% on-terrain
def on_terrain(function, heights, suns, workers=2):
    with Pool(2, initializer=keep_terrain, initargs=(heights,)) as pool:
        return pool.map(function, suns)


# %% timetable
def timetable(function, suns, report, workers=2):
    table = [None] * len(suns)
    with ProcessPoolExecutor(2) as executor:
        places = {executor.submit(function, sun): place for place, sun in enumerate(suns)}
        for future in as_completed(places):
            table[places[future]] = future.result()
            report(places[future], future.result())
    return table
