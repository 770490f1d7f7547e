# The colleague's code as it was sent, and a timeout that asks whether the process has ended. With
# large results each side waits for the other.
#
#   check-call: 0, "(f) Call(bytes, 1_000_000) did not come back"
#   check-collect: 0, "(e) collect(bytes, [3_000_000, 1_000_000, 2_000_000]) did not come back"
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


# %% call-module
Path("calls.py").write_text('''
from multiprocessing import Pipe, Process


class Call(Process):
    def __init__(self, function, *args):
        super().__init__()
        self.function, self.args = function, args
        self.receiver, self.sender = Pipe(duplex=False)

    def run(self):
        try:
            outcome = self.function(*self.args)
        except Exception as error:
            outcome = error
        self.sender.send(outcome)

    def outcome(self):
        self.join()
        return self.receiver.recv()
''')
