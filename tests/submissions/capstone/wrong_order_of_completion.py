# The colleague's table, as it was.
#
#   check-timetable: 0, "The reports were"

# %% timetable
def timetable(function, suns, report, workers=2):
    table = []
    with ProcessPoolExecutor(workers) as executor:
        futures = [executor.submit(function, sun) for sun in suns]
        for future in as_completed(futures):
            report(len(table), future.result())
            table.append(future.result())
    return table
