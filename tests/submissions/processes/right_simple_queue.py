# SimpleQueue, threads that wait in the notebook, and parts that use one another.

# %% run-all
def run_all(function, items):
    def one(item):
        process = Process(target=function, args=(item,))
        process.start()
        process.join()

    threads = [threading.Thread(target=one, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# %% results-of
from multiprocessing import SimpleQueue


def results_of(function, items):
    queue, count = SimpleQueue(), 0
    processes = []
    for count, item in enumerate(items, start=1):
        processes.append(Process(target=tasks.deliver, args=(queue.put, count, function, item)))
        processes[-1].start()
    pairs = sorted(queue.get() for _ in range(count))
    for process in processes:
        process.join()
    return [pair[1] for pair in pairs]


# %% within
def within(seconds, function, item):
    receiver, sender = Pipe(False)
    process = Process(target=tasks.deliver, args=(sender.send, 0, function, item), daemon=True)
    process.start()
    here = receiver.poll(seconds)
    result = receiver.recv()[1] if here else None
    if not here:
        process.terminate()
    process.join()
    if here:
        return result
    raise TimeoutError(f"no result within {seconds} s")


# %% collect
def collect(function, items):
    queue, items = Queue(), list(items)
    processes = [
        Process(target=tasks.deliver, args=(queue.put, number, function, item))
        for number, item in enumerate(items)
    ]
    for process in processes:
        process.start()
    results = []
    while len(results) < len(items):
        results.append(queue.get())
    for process in processes:
        process.join()
    results.sort(key=lambda pair: pair[0])
    return [result for _, result in results]


# %% call-module
Path("calls.py").write_text('''
from multiprocessing import Process, SimpleQueue


class Call(Process):
    def __init__(self, function, *args):
        self.function, self.args, self.queue = function, args, SimpleQueue()
        super().__init__()

    def run(self):
        try:
            result, error = self.function(*self.args), None
        except Exception as problem:
            result, error = None, problem
        self.queue.put((result, error))

    def outcome(self):
        result, error = self.queue.get()
        while self.exitcode is None:
            self.join(0.1)
        return result if error is None else error
''')
