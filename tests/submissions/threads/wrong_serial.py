# Loops in the calling thread: nothing runs beside anything else.
#
#   check-map-threads: 0, "no worker was used"
#   check-pipeline-results: 0, "no worker was used"
#   check-limit: 0, "With limit=3, 1 of 8 ran at a time"
#   check-fetch-all: 0, "no worker was used"

# %% threaded-map
def threaded_map(function, items, workers=2):
    outcomes = []
    for item in items:
        try:
            outcomes.append(function(item))
        except Exception as error:
            outcomes.append(error)
    return outcomes


# %% pipeline
def pipeline(items, work, consume, workers=2, waiting=2):
    for item in items:
        consume(work(item))


# %% gather-limited
async def gather_limited(function, items, limit):
    return [await function(item) for item in items]


# %% fetch-all
async def fetch_all(fetch, names):
    return [fetch(name) for name in names]
