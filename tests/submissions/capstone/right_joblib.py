# joblib wherever it can be, results as they complete.

# %% balanced-map
def balanced_map(function, suns, workers=2):
    order = np.argsort([elevation for _, elevation in suns], kind="stable")
    results = Parallel(n_jobs=workers, batch_size=1)(delayed(function)(suns[i]) for i in order)
    return [results[i] for i in np.argsort(order)]


# %% minutes-of-sun
def minutes_of_sun(function, heights, suns, step, n_jobs=2):
    total = 0
    with Parallel(n_jobs=n_jobs, return_as="generator_unordered") as workers:
        for lit in workers(delayed(function)(heights, sun) for sun in suns):
            total = total + step * lit
    return total


# %% timetable
def with_place(function, place, sun):
    return place, function(sun)


def timetable(function, suns, report, workers=2):
    table = [None] * len(suns)
    calls = (delayed(with_place)(function, i, sun) for i, sun in enumerate(suns))
    for place, result in Parallel(n_jobs=workers, return_as="generator_unordered")(calls):
        table[place] = result
        report(place, result)
    return table
