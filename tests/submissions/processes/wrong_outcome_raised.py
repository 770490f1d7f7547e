# outcome() raises the error of the call, so the caller never gets to the next one.
#
#   check-call: 0, "Return it, please"

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
            self.sender.send(error)

    def outcome(self):
        outcome = self.receiver.recv()
        self.join()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome
''')
