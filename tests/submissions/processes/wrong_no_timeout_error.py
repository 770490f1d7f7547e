# No result in time: None is returned, as if that were the result.
#
#   check-within: 0, "within gave None, and not TimeoutError"

# %% within
def within(seconds, function, item):
    receiver, sender = Pipe(duplex=False)
    process = Process(target=tasks.deliver, args=(sender.send, None, function, item))
    process.start()
    result = receiver.recv()[1] if receiver.poll(seconds) else None
    process.terminate()
    process.join()
    return result
