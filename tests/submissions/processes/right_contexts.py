# A start method of their own, pipes everywhere, waiting for sentinels, kill for terminate.

# %% run-all
import multiprocessing
from multiprocessing.connection import wait

spawn = multiprocessing.get_context("spawn")


def run_all(function, items):
    processes = [spawn.Process(target=function, args=(item,)) for item in items]
    for process in processes:
        process.start()
    waiting = {process.sentinel for process in processes}
    while waiting:
        waiting -= set(wait(waiting))
    for process in processes:
        process.join()


# %% endings
def endings(calls):
    started = []
    for function, args in calls:
        started.append(spawn.Process(target=function, args=args, daemon=True))
        started[-1].start()

    def ending(process):
        process.join()
        if process.exitcode < 0:
            return str(signal.Signals(-process.exitcode)._name_)
        return ["done", f"exit code {process.exitcode}"][process.exitcode != 0]

    return list(map(ending, started))


# %% results-of
def results_of(function, items):
    pipes, processes = [], []
    for item in items:
        pipes.append(spawn.Pipe())
        args = (pipes[-1][1].send, 0, function, item)
        processes.append(spawn.Process(target=tasks.deliver, args=args))
    for process in processes:
        process.start()
    results = [mine.recv()[1] for mine, theirs in pipes]
    for process in processes:
        process.join()
        process.close()
    return results


# %% within
def within(seconds, function, item):
    mine, theirs = spawn.Pipe(duplex=False)
    process = spawn.Process(target=tasks.deliver, args=(theirs.send, 0, function, item))
    process.start()
    ready = wait([mine], timeout=seconds)
    if not ready:
        process.kill()
        process.join()
        raise TimeoutError
    result = mine.recv()
    process.join()
    return result[1]


# %% collect
def collect(function, items):
    receivers, processes = {}, []
    for number, item in enumerate(items):
        receiver, sender = spawn.Pipe(duplex=False)
        args = (sender.send, number, function, item)
        processes.append(spawn.Process(target=tasks.deliver, args=args))
        processes[-1].start()
        receivers[receiver] = number
    results = {}
    while len(results) < len(processes):
        for receiver in wait([one for one in receivers if receivers[one] not in results]):
            number, result = receiver.recv()
            results[number] = result
    for process in processes:
        process.join()
    return [results[number] for number in sorted(results)]


# %% call-module
Path("calls.py").write_text('''
import multiprocessing


class Call(multiprocessing.get_context("spawn").Process):
    def __init__(self, function, *args):
        super().__init__(daemon=True)
        self.function, self.args = function, args
        self.mine, self.theirs = multiprocessing.Pipe()

    def run(self):
        with self.theirs as pipe:
            try:
                pipe.send(self.function(*self.args))
            except Exception as error:
                pipe.send(error)

    def outcome(self):
        try:
            return self.mine.recv()
        finally:
            self.join()
''')
