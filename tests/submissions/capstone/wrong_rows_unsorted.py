# The reports know their places, the table does not.
#
#   check-timetable: 0, "The rows are in the order"

# %% timetable
def timetable(function, suns, report, workers=2):
    table = []
    with ProcessPoolExecutor(workers) as executor:
        places = {executor.submit(function, sun): place for place, sun in enumerate(suns)}
        for future in as_completed(places):
            report(places[future], future.result())
            table.append(future.result())
    return table
