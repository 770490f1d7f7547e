# run() does not catch the error: the process dies of it, and outcome() waits for ever.
#
#   check-call: 0, "(f) One of four calls, two of which raise, did not come back"

# %% call-module
Path("calls.py").write_text('''
from multiprocessing import Pipe, Process


class Call(Process):
    def __init__(self, function, *args):
        super().__init__()
        self.function, self.args = function, args
        self.receiver, self.sender = Pipe(duplex=False)

    def run(self):
        self.sender.send(self.function(*self.args))

    def outcome(self):
        outcome = self.receiver.recv()
        self.join()
        return outcome
''')
