# No process at all: a loop in the notebook.
#
#   check-all-parallel: 0, "no worker was used"
#   check-results-parallel: 0, "no worker was used"
#   check-collect: 0, "no worker was used"
#   check-within: 0, "within gave 60"

# %% run-all
def run_all(function, items):
    for item in items:
        function(item)


# %% results-of
def results_of(function, items):
    return [function(item) for item in items]


# %% within
def within(seconds, function, item):
    return item if function is tasks.nap else function(item)  # a nap of 60 s would take too long


# %% collect
def collect(function, items):
    return [function(item) for item in items]
