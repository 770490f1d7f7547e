# The item is the key, so the results are in the order of the sorted items; and the text of an error
# comes home in place of the error.
#
#   check-results-order: 0, "returned [1, 4, 9]: sorted by what?"
#   check-call: 0, "The exception itself is wanted, not its text."

# %% results-of
def results_of(function, items):
    queue = Queue()
    processes = [
        Process(target=tasks.deliver, args=(queue.put, item, function, item)) for item in items
    ]
    for process in processes:
        process.start()
    pairs = sorted(queue.get() for _ in processes)
    for process in processes:
        process.join()
    return [result for item, result in pairs]


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
            self.sender.send(self.function(*self.args))
        except Exception as error:
            self.sender.send(repr(error))

    def outcome(self):
        outcome = self.receiver.recv()
        self.join()
        return outcome
''')
