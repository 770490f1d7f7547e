# The processes append to a list, and each of them has its own.
#
#   check-results-order: 0, "results_of returned []"
#   check-results-parallel: 0, "no worker was used"
#   check-call: 0, "had these outcomes: None, None, None, None."

# %% results-of
def results_of(function, items):
    results = []
    processes = [Process(target=results.append, args=(function(item),)) for item in items]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return results


# %% call-module
Path("calls.py").write_text('''
from multiprocessing import Process


class Call(Process):
    def __init__(self, function, *args):
        super().__init__()
        self.function, self.args, self.result = function, args, None

    def run(self):
        try:
            self.result = self.function(*self.args)
        except Exception as error:
            self.result = error

    def outcome(self):
        self.join()
        return self.result
''')
