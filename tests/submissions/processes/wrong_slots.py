# The processes fill a list, each its own copy; the timeout bounds nothing; and the class is left in
# the notebook, without the line that writes it into a module.
#
#   check-results-order: 0, "returned [None, None, None]: what a process writes into a list"
#   check-results-parallel: 0, "no worker was used"
#   check-within: 0, "(d) within(0.5, nap, 60) did not come back"
#   check-call: 0, "(f) There is no calls.py."

# %% results-of
from operator import setitem


def results_of(function, items):
    items = list(items)
    results = [None] * len(items)
    processes = [
        Process(target=setitem, args=(results, number, function(item)))
        for number, item in enumerate(items)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return results


# %% within
def within(seconds, function, item):
    receiver, sender = Pipe(duplex=False)
    process = Process(target=tasks.deliver, args=(sender.send, None, function, item))
    process.start()
    _, result = receiver.recv()
    process.join(seconds)
    return result


# %% call-module
class Call(Process):
    def __init__(self, function, *args):
        super().__init__()
        self.function, self.args = function, args
        self.receiver, self.sender = Pipe(duplex=False)

    def run(self):
        try:
            self.sender.send(self.function(*self.args))
        except Exception as error:
            self.sender.send(error)

    def outcome(self):
        outcome = self.receiver.recv()
        self.join()
        return outcome
