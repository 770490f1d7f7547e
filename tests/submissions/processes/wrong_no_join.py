# Nobody waits for the processes; or only for the last one that was started.
#
#   check-all-waits: 0, "came back before all its processes had ended"

# %% run-all
def run_all(function, items):
    for item in items:
        Process(target=function, args=(item,)).start()
