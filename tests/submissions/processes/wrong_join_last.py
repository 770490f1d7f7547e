# `join` stands after the loop, once: it waits for the last process that was started.
#
#   check-all-waits: 0, "Which of them does it wait for?"

# %% run-all
def run_all(function, items):
    process = None
    for item in items:
        process = Process(target=function, args=(item,))
        process.start()
    if process:
        process.join()
