# `terminate` stands after `raise`, where nobody ever gets to: the process goes on.
#
#   check-within: 0, "When the time was up: A process was left running"

# %% within
def within(seconds, function, item):
    receiver, sender = Pipe(duplex=False)
    process = Process(target=tasks.deliver, args=(sender.send, None, function, item))
    process.start()
    if receiver.poll(seconds):
        _, result = receiver.recv()
        process.join()
        return result
    raise TimeoutError(f"no result within {seconds} s")
    process.terminate()
    process.join()
