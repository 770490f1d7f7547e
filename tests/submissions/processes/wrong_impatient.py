# Whoever takes longer than a second is not waited for; 0 and None are taken for no result.
#
#   check-collect: 0, "gave"
#   check-within: 0, "The result was 0"

# %% within
def within(seconds, function, item):
    receiver, sender = Pipe(duplex=False)
    process = Process(target=tasks.deliver, args=(sender.send, None, function, item))
    process.start()
    result = receiver.recv()[1] if receiver.poll(seconds) else None
    process.terminate()
    process.join()
    if result:
        return result
    raise TimeoutError(f"no result within {seconds} s")


# %% collect
from queue import Empty


def collect(function, items):
    queue = Queue()
    processes = [
        Process(target=tasks.deliver, args=(queue.put, number, function, item))
        for number, item in enumerate(items)
    ]
    for process in processes:
        process.start()
    results = [queue.get()] if processes else []
    try:
        while True:
            results.append(queue.get(timeout=1))
    except Empty:
        pass
    for process in processes:
        process.join()
    return [result for number, result in sorted(results)]
