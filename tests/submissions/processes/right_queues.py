# One queue for everything, keys to sort by; starts and joins in comprehensions.

# %% run-all
def run_all(function, items):
    processes = []
    for item in items:
        process = Process(target=function, args=(item,))
        process.start()
        processes.append(process)
    while processes:
        processes.pop().join()


# %% endings
def endings(calls):
    processes = [Process(target=function, args=args) for function, args in calls]
    [process.start() for process in processes]
    [process.join() for process in processes]
    words = {0: "done"}
    for process in processes:
        code = process.exitcode
        if code not in words:
            words[code] = f"exit code {code}" if code > 0 else signal.Signals(abs(code)).name
    return [words[process.exitcode] for process in processes]


# %% results-of
def results_of(function, items):
    items, queue = list(items), Queue()
    processes = [
        Process(target=tasks.deliver, args=(queue.put, number, function, items[number]))
        for number in range(len(items))
    ]
    for process in processes:
        process.start()
    results = [None] * len(items)
    for _ in processes:
        number, result = queue.get()
        results[number] = result
    for process in processes:
        process.join()
    return results


# %% within
import queue as queues


def within(seconds, function, item):
    queue = Queue()
    process = Process(target=tasks.deliver, args=(queue.put, "it", function, item))
    process.start()
    try:
        return queue.get(timeout=seconds)[1]
    except queues.Empty:
        process.terminate()
        raise TimeoutError(f"no result within {seconds} s") from None
    finally:
        process.join()


# %% collect
def collect(function, items):
    return results_of(function, items)


# %% call-module
Path("calls.py").write_text('''
from multiprocessing import Process, Queue


class Call(Process):
    def __init__(self, function, *args):
        Process.__init__(self)
        self.work, self.home = (function, args), Queue()

    def run(self):
        function, args = self.work
        try:
            self.home.put((True, function(*args)))
        except Exception as error:
            self.home.put((False, error))

    def outcome(self):
        well, outcome = self.home.get()
        self.join()
        return outcome
''')
