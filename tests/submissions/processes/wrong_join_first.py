# The colleague's code as it was sent, and a timeout that asks whether the process has ended. With
# large results each side waits for the other.
#
#   check-collect: 0, "No answer after"
#   check-within: 0, "What does the process wait for?"

# %% within
def within(seconds, function, item):
    receiver, sender = Pipe(duplex=False)
    process = Process(target=tasks.deliver, args=(sender.send, None, function, item))
    process.start()
    process.join(seconds)
    if process.is_alive():
        process.terminate()
        process.join()
        raise TimeoutError(f"no result within {seconds} s")
    _, result = receiver.recv()
    return result


# %% collect
def collect(function, items):
    queue = Queue()
    processes = [
        Process(target=tasks.deliver, args=(queue.put, number, function, item))
        for number, item in enumerate(items)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    results = []
    while not queue.empty():
        results.append(queue.get())
    return [result for number, result in sorted(results)]
