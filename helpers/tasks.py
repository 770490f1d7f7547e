"""Toy workloads, importable, so that workers find them under every start method."""

import logging
import math
import multiprocessing
import os
import sys
import time
from contextlib import nullcontext
from pathlib import Path

__all__ = [
    "add_one",
    "attempt",
    "backwards_nap",
    "count_primes",
    "deliver",
    "die",
    "double",
    "draw",
    "each",
    "fib",
    "flaky",
    "hold",
    "leak",
    "log_to",
    "look_around",
    "nap",
    "pin_blas",
    "reciprocal",
    "root_of_square",
    "shared_dot",
    "square",
    "square_matrices",
    "stumble",
    "ticks",
]


def nap(seconds):
    """Sleep for `seconds`, then return them.

    Stands for a task that waits: for a disk, a network, another program. A nap needs no
    processor, so any number of them can share one core.

    >>> nap(0.01)
    0.01
    """
    if seconds < 0:
        raise ValueError(f"seconds must be at least 0, got {seconds!r}")
    time.sleep(seconds)
    return seconds


def backwards_nap(i, n=8, unit=0.02):
    """Sleep for ``(n - i) * unit`` seconds, then return `i`.

    For tasks ``range(n)`` that finish in the reverse of the order in which they started: the
    first one sleeps longest. It shows which functions give results in the order of the tasks,
    and which in the order of completion.

    >>> [backwards_nap(i, n=3, unit=0.001) for i in range(3)]
    [0, 1, 2]
    """
    if not 0 <= i < n:
        raise ValueError(f"i must be in range({n}), got {i!r}")
    if unit < 0:
        raise ValueError(f"unit must be at least 0, got {unit!r}")
    time.sleep((n - i) * unit)
    return i


def square(x):
    """Return ``x * x``.

    The smallest task with a result that is easy to check. It takes well under a microsecond, so
    handing it to a worker costs more than doing it.

    >>> [square(x) for x in range(4)]
    [0, 1, 4, 9]
    """
    return x * x


def double(k):
    """Return ``2 * k``.

    A tiny task that works on numbers and on arrays alike, for splitting one array into blocks.

    >>> double(21)
    42
    """
    return 2 * k


def attempt(function, item):
    """Return ``function(item)``: a call whose function is an argument, too.

    >>> attempt(square, 3)
    9
    """
    return function(item)


def draw(seed=None, seconds=0.0):
    """Sleep for `seconds`, then return a random number between 0 and 1.

    Without a `seed` it comes from NumPy's global generator, of which every forked process gets a
    copy in the same state. The nap gives each worker of a pool time to take a task.

    >>> draw(seed=0) == draw(seed=0)
    True
    """
    import numpy as np

    if seconds < 0:
        raise ValueError(f"seconds must be at least 0, got {seconds!r}")
    time.sleep(seconds)
    return np.random.random() if seed is None else np.random.default_rng(seed).random()


def each(function, items):
    """Return ``[function(item) for item in items]``.

    A chunk of small tasks as one task: ``functools.partial(each, function)`` takes a list.

    >>> each(square, [1, 2, 3])
    [1, 4, 9]
    """
    return [function(item) for item in items]


def root_of_square(x):
    """Return the square root of ``x ** 2``, as a float.

    The classic first example of joblib, as one function: 100,000 of these take a few hundredths
    of a second in a list, and much longer when each is a task of its own.

    >>> root_of_square(-3)
    3.0
    """
    return math.sqrt(x**2)


def fib(n):
    """Return the `n`-th Fibonacci number by the naive recursion.

    Keeps a processor busy, and each `n` takes about 1.6 times as long as the one before it: the
    tasks ``range(n)`` are as uneven as tasks can be, for lessons on balancing the load.

    >>> [fib(n) for n in range(10)]
    [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]
    """
    if n < 2:
        if n < 0:  # here and not on top: the check then costs the recursion nothing
            raise ValueError(f"n must be at least 0, got {n!r}")
        return n
    return fib(n - 1) + fib(n - 2)


def count_primes(limit):
    """Count the primes below `limit`, by trial division.

    Keeps a processor busy in pure Python, always for the same work and with the same result:
    the task to use when a lesson needs computing that threads cannot speed up under the GIL.

    >>> count_primes(100)
    25
    """
    return sum(
        all(number % divisor for divisor in range(2, math.isqrt(number) + 1))
        for number in range(2, limit)
    )


def ticks(step, seconds=0.06):
    """Call `step` again and again for `seconds`, and return the time after each call.

    The times are those of `time.perf_counter`, which all processes of a machine share. Where they
    leave gaps, somebody else had the processor, or the GIL.

    >>> times = ticks(lambda: None, seconds=0.001)
    >>> times == sorted(times), times[-1] - times[0] >= 0.001
    (True, True)
    """
    times = [time.perf_counter()]
    while times[-1] < times[0] + seconds:
        step()
        times.append(time.perf_counter())
    return times


def reciprocal(x):
    """Return ``1 / x``.

    Fails on 0, with ZeroDivisionError: for finding out where the exception of a task goes.

    >>> reciprocal(4)
    0.25
    """
    return 1 / x


def flaky(path, failures=1):
    """Raise OSError on the first `failures` calls with this `path`, then return the number of calls.

    Stands for a task that may succeed when it is tried again. The calls are counted in the file
    `path`, a byte each, so that the task may run in any process.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     flaky(pathlib.Path(folder, "calls"), failures=0)
    1
    """
    with open(path, "ab") as calls:
        calls.write(b".")
    number = Path(path).stat().st_size
    if number <= failures:
        raise OSError(f"call {number} failed")
    return number


def hold(gate, timeout=10.0):
    """Wait until the file `gate` exists, then leave the file ``<gate>.done`` and return `gate`.

    For a task that ends when somebody says so, and not after a time: what is done with the other
    results in the meantime cannot depend on luck. Raises `TimeoutError` after `timeout` seconds.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     gate = pathlib.Path(folder, "gate")
    ...     gate.touch()
    ...     hold(gate) == gate, gate.with_name("gate.done").exists()
    (True, True)
    """
    deadline = time.monotonic() + timeout
    while not Path(gate).exists():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {timeout:g} s, and {Path(gate).name!r} was not opened")
        time.sleep(0.005)
    Path(f"{gate}.done").touch()
    return gate


def die():
    """End the worker process that runs it: at once, without an exception, a result or a farewell.

    Stands for a worker that crashes, or that the system ends for lack of memory. In the notebook's
    own process, and so in its threads, it raises RuntimeError instead.

    >>> die()
    Traceback (most recent call last):
    RuntimeError: die ends worker processes, and this is the notebook's own process
    """
    if multiprocessing.parent_process() is None:
        raise RuntimeError("die ends worker processes, and this is the notebook's own process")
    os._exit(1)


def stumble(path):
    """Die as often as the file `path` says, a moment after the start; then return `path`.

    The file holds the number of deaths to come. Each start takes one off, below 0 too, so that the
    file also tells how often the task was started. It dies only in worker processes, see `die`.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "task")
    ...     _ = path.write_text("0")
    ...     stumble(path) == path, path.read_text()
    (True, '-1')
    """
    path = Path(path)
    deaths = int(path.read_text())
    path.write_text(str(deaths - 1))
    if deaths > 0:
        time.sleep(0.2)  # whoever submits the tasks is done with it by then
        die()
    return path


def deliver(send, key, function, *args):
    """Call ``function(*args)``, then ``send((key, result))``.

    Brings a result home from a process that was started by hand: `send` is the ``put`` of a queue
    or the ``send`` of a connection. Results come in any order, and `key` says whose this one is.

    >>> import queue
    >>> results = queue.Queue()
    >>> deliver(results.put, "a", square, 3)
    >>> results.get()
    ('a', 9)
    """
    send((key, function(*args)))


def add_one(counter, seconds=0.0, lock=None):
    """Read ``counter.value``, sleep for `seconds`, then write what was read plus 1.

    It is ``counter.value += 1`` in slow motion: what somebody else writes meanwhile is lost. With
    a `lock`, which is held from the reading to the writing, nobody can.

    >>> from multiprocessing import Value
    >>> counter = Value("i", 41)
    >>> add_one(counter)
    >>> counter.value
    42
    """
    if seconds < 0:
        raise ValueError(f"seconds must be at least 0, got {seconds!r}")
    with nullcontext() if lock is None else lock:
        value = counter.value
        time.sleep(seconds)
        counter.value = value + 1


def look_around():
    """Return how many modules this process has loaded, and the pid of its parent.

    Tells what a new process begins with, and who started it.

    >>> modules, parent = look_around()
    >>> modules > 0, parent == os.getppid()
    (True, True)
    """
    return len(sys.modules), os.getppid()


def log_to(queue, level=logging.INFO):
    """Send all that this process logs from now on to a queue, and nowhere else.

    For the initializer of a pool: where the queue is read, a `logging.handlers.QueueListener`
    hands the records to ordinary handlers, in one process.

    >>> from multiprocessing import Process, Queue
    >>> queue = Queue()
    >>> process = Process(target=log_to, args=(queue,))
    >>> process.start(); process.join(); process.exitcode
    0
    """
    from logging.handlers import QueueHandler  # no other task needs it, and it loads sockets

    root = logging.getLogger()
    root.handlers = [QueueHandler(queue)]
    root.setLevel(level)


_kept = []  # what this process leaks


def leak(megabytes):
    """Take some memory that this process never gives back; return the megabytes that it holds now.

    Stands for a task that forgets something with every call: a cache without a bound, or a library
    in C with a fault. What is counted is the memory that lies in RAM (psutil's ``rss``).

    >>> before = leak(0)
    >>> leak(20) > before + 10
    True
    >>> _kept.clear()
    """
    if megabytes < 0:
        raise ValueError(f"megabytes must be at least 0, got {megabytes!r}")
    import psutil

    _kept.append(b"x" * int(megabytes * 1e6))
    return psutil.Process().memory_info().rss / 1e6


def pin_blas(threads=1):
    """Let NumPy's linear algebra use `threads` threads in this process.

    For the initializer of a pool, where each worker would otherwise start a thread for every CPU.
    It changes nothing where the library cannot be told (Apple's Accelerate).

    >>> import threadpoolctl
    >>> with threadpoolctl.threadpool_limits(2):  # puts back what it was before
    ...     pin_blas(1)
    ...     [pool["num_threads"] for pool in threadpoolctl.threadpool_info()][:1] in ([1], [])
    True
    """
    if threads < 1:
        raise ValueError(f"threads must be at least 1, got {threads!r}")
    import numpy  # noqa: F401  (a fresh worker has not, and only what is loaded can be told)
    from threadpoolctl import threadpool_limits

    threadpool_limits(threads, "blas")


def square_matrices(_, n=700, times=4):
    """Multiply an `n` by `n` matrix by itself, `times` times over; return nothing.

    Keeps NumPy's linear algebra busy, and so its threads: for showing what workers do to each
    other whose libraries have threads of their own. The first argument, say the number of the
    task, is not used.

    >>> square_matrices(0, n=2, times=1)
    """
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n!r}")
    import numpy as np

    matrix = np.full((n, n), 0.001)
    for _ in range(times):
        np.dot(matrix, matrix)


_mapped = {}  # the shared memory that this process has mapped, by name


def shared_dot(name, n, start, stop):
    """Return the dot product of a block of two vectors that lie in shared memory.

    The memory `name` holds `n` floats of the one vector, then `n` of the other. The block goes
    from `start` to `stop`. Nothing is copied: the process maps the memory when it first hears the
    name, and keeps it mapped.

    >>> import numpy as np
    >>> from multiprocessing.shared_memory import SharedMemory
    >>> memory = SharedMemory(create=True, size=2 * 3 * 8)
    >>> np.ndarray((2, 3), buffer=memory.buf)[:] = [1, 2, 3], [10, 20, 30]
    >>> shared_dot(memory.name, 3, 1, 3)
    130.0
    >>> _mapped.clear(), memory.close(), memory.unlink()
    (None, None, None)
    """
    if not 0 <= start <= stop <= n:
        raise ValueError(f"start and stop must bound a block of {n}, got {start!r} and {stop!r}")
    from multiprocessing.shared_memory import SharedMemory

    import numpy as np

    if name not in _mapped:
        memory = SharedMemory(name)
        _mapped[name] = memory, np.ndarray((2, n), buffer=memory.buf)
    a, b = _mapped[name][1]
    return float(np.dot(a[start:stop], b[start:stop]))
