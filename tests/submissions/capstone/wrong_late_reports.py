# In order, but each report waits for those before it.
#
#   check-timetable: 0, "nothing was reported"

# %% timetable
def timetable(function, suns, report, workers=2):
    table = []
    with ProcessPoolExecutor(workers) as executor:
        for place, result in enumerate(executor.map(function, suns)):
            report(place, result)
            table.append(result)
    return table
