# The place is looked up by the sun, and two suns may be equal.
#
#   check-timetable: 0, "The squares of 3, 3, 1 gave"

# %% timetable
def timetable(function, suns, report, workers=2):
    table = [None] * len(suns)
    with ProcessPoolExecutor(workers) as executor:
        sun_of = {executor.submit(function, sun): sun for sun in suns}
        for future in as_completed(sun_of):
            place = suns.index(sun_of[future])
            table[place] = future.result()
            report(place, future.result())
    return table
