# One report too many: the last one is repeated "to be sure".
#
#   check-progress: 0, "2 of 2 when 2 had ended, 2 of 2"

# %% map-with-progress
from concurrent.futures import ProcessPoolExecutor, as_completed


def map_with_progress(function, items, report, workers=2):
    with ProcessPoolExecutor(workers) as executor:
        futures = [executor.submit(function, item) for item in items]
        for done, _ in enumerate(as_completed(futures), start=1):
            report(done, len(futures))
    report(len(futures), len(futures))
    return [future.result() for future in futures]
