# Start and join in one loop: processes, but never two at the same time.
#
#   check-all-parallel: 0, "in 4 worker processes, but never 4 at the same time"
#   check-endings: 0, "in 3 worker processes, but never 3 at the same time"
#   check-results-parallel: 0, "in 3 worker processes, but never 3 at the same time"
#   check-collect: 0, "in 3 worker processes, but never 3 at the same time"

# %% run-all
def run_all(function, items):
    for item in items:
        process = Process(target=function, args=(item,))
        process.start()
        process.join()


# %% endings
def endings(calls):
    words = []
    for function, args in calls:
        process = Process(target=function, args=args)
        process.start()
        process.join()
        code = process.exitcode
        words.append(
            signal.Signals(-code).name if code < 0 else f"exit code {code}" if code else "done"
        )
    return words


# %% results-of
def results_of(function, items):
    results = []
    for item in items:
        receiver, sender = Pipe(duplex=False)
        process = Process(target=tasks.deliver, args=(sender.send, 0, function, item))
        process.start()
        results.append(receiver.recv()[1])
        process.join()
    return results


# %% collect
def collect(function, items):
    return results_of(function, items)
