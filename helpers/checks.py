"""What the exercises check with: proofs that do not depend on luck, and messages that help.

A check is an `assert` whose message was folded by `wrap`. The frames of these functions stay out of
the traceback (IPython's ``__tracebackhide__``), so that the reader's own code comes last.
"""

import gc
import multiprocessing
import os
import tempfile
import textwrap
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path
from unittest import mock

import numpy as np

from helpers.meeting import rendezvous

__all__ = [
    "WatchedDot",
    "dask_client",
    "file_pairs",
    "gate_and_free",
    "in_time",
    "lent_executor",
    "meet",
    "no_pool_left",
    "no_process_left",
    "no_thread_left",
    "one_cpu",
    "spawned",
    "stumbling",
    "wrap",
]

_USUAL = (
    "Either your code waits for a pool that is gone (fetch the results before the with block ends, "
    "and a return ends it too), or it sends a function from a notebook cell to the workers."
)


def wrap(message):
    """Fold a message into lines of at most 64 characters.

    ``nbgrader validate`` cuts lines at 87, and puts an indent and the error's name in front.
    """
    return textwrap.fill(message, 64)


def in_time(function, *args, seconds=12, hint=_USUAL):
    """Call a function that may never return.

    Parameters
    ----------
    function : callable
    *args
        Its arguments.
    seconds : float
        How long to wait for its answer while no worker process is alive. While one is, on a busy
        machine say, the wait is up to three times as long: 24 s, for nbgrader waits 30 s for a cell.
    hint : str
        What the message says of the cause; by default, what it usually is with a Pool.

    Returns
    -------
    object
        What the function returned.

    Raises
    ------
    AssertionError
        If there is no answer in time; the call goes on in a thread that nobody waits for. What the
        function raises passes through, and so does what a callback raises: it ends the thread in
        which a Pool collects results, and the function would wait for ever.

    Examples
    --------
    >>> in_time(pow, 2, 10)
    1024
    """
    __tracebackhide__ = True
    results, errors = [], []

    def call():
        try:
            results.append(function(*args))
        except BaseException as error:
            errors.append(error.with_traceback(error.__traceback__.tb_next))

    thread = threading.Thread(target=call, daemon=True)
    with _errors_of_threads(errors):
        thread.start()
        waited = _wait(thread, errors, seconds)
    if errors:
        raise errors[0]
    assert results, wrap(f"No answer after {waited:.0f} seconds. {hint}")
    return results[0]


@contextmanager
def _errors_of_threads(errors):
    """Collect what ends a thread, the one that runs a Pool's callbacks for instance."""
    usual = threading.excepthook
    threading.excepthook = lambda lost: errors.append(lost.exc_value)
    try:
        yield
    finally:
        threading.excepthook = usual


def _wait(thread, errors, seconds):
    """Wait until the thread ends or another one fails; return the seconds that it took."""
    start = alone = now = time.monotonic()
    while thread.is_alive() and not errors and now < min(alone + seconds, start + 2 * seconds):
        thread.join(0.1)
        now = time.monotonic()
        if _children_run():
            alone = now
    return now - start


def _children_run():
    """Whether a child process runs, found out without collecting its exit code.

    `multiprocessing.active_children` collects it, and the other thread may be about to: of two that
    wait for the end of a process, one learns a wrong exit code or none.
    """
    sentinels = [child.sentinel for child in list(multiprocessing.process._children)]
    return bool(sentinels) and len(wait(sentinels, timeout=0)) < len(sentinels)


def meet(part, mapper, tasks=8, processes=True, parties=2, hint=_USUAL):
    """Let tasks wait until some of them run at the same time, in worker processes.

    Parameters
    ----------
    part : str
        How the message begins, ``"(b)"`` say.
    mapper : callable
        Called as ``mapper(fn, items)``, see `rendezvous`.
    tasks : int
        How many tasks to hand out.
    processes : bool
        Whether the workers must be processes; False allows threads too.
    parties : int
        How many tasks have to run at the same time.
    hint : str
        See `in_time`.

    Returns
    -------
    Meeting

    Raises
    ------
    AssertionError
        If they do not meet, or meet in threads where processes are asked for; the message says
        what happened.
    """
    __tracebackhide__ = True
    meeting = in_time(rendezvous, mapper, parties, tasks, hint=hint)
    assert meeting, wrap(f"{part} {meeting.explain()}")
    assert not processes or os.getpid() not in meeting.pids, wrap(
        f"{part} Use worker processes, please. {meeting.explain()}"
    )
    return meeting


@contextmanager
def no_pool_left(part):
    """Raise ``AssertionError`` when a Pool that was opened inside the block is still open after it.

    A pool that nobody holds any more is closed by the garbage collector, which warns of it; one
    that somebody holds still has its workers. joblib's workers, which stay on purpose, are allowed.
    """
    message = wrap(f"{part} A pool was left open. A with block closes it, whatever happens.")
    gc.collect()
    before = multiprocessing.active_children()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        yield
        gc.collect()
        for child in multiprocessing.active_children():
            if child not in before and "PoolWorker" in child.name:
                child.join(2)  # a pool that was closed needs a moment
                assert not child.is_alive(), message
    assert not any("multiprocessing pool" in str(one.message) for one in caught), message


@contextmanager
def no_process_left(part):
    """Raise ``AssertionError`` when a process that was started inside the block runs after it.

    Whatever happens, it is killed: the kernel would wait for it when it shuts down.
    """
    before = multiprocessing.active_children()
    left = []
    try:
        yield
    finally:
        deadline = time.monotonic() + 2  # one that has given its result needs a moment
        for child in multiprocessing.active_children():
            if child not in before:
                child.join(max(0, deadline - time.monotonic()))
                if child.is_alive():
                    child.kill()
                    child.join()
                    left.append(child)
    number = f"{len(left)} processes were" if len(left) > 1 else "A process was"
    assert not left, wrap(f"{part} {number} left running.")


@contextmanager
def no_thread_left(part):
    """Raise ``AssertionError`` when a thread that was started inside the block runs after it."""
    before = threading.enumerate()
    yield
    deadline = time.monotonic() + 2  # one that has done its work needs a moment
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(max(0, deadline - time.monotonic()))
    number = sum(thread.is_alive() for thread in left)
    are = f"{number} threads were" if number > 1 else "A thread was"
    assert not number, wrap(f"{part} {are} left running.")


@contextmanager
def lent_executor(part, workers=2):
    """Lend an executor of threads, which keeps the `futures` of all its tasks.

    Raise ``AssertionError`` when the block has ended and no task was submitted, or when the
    executor was shut down by somebody else. Whatever happens, what has not started is cancelled:
    tasks that wait for one another go on, with an error.
    """
    executor = _Lent(workers)
    try:
        yield executor
        assert executor.futures, wrap(
            f"{part} The executor that your function is given got no task."
        )
        assert not executor.was_shut_down, wrap(
            f"{part} Your function shut down the executor, which belongs to its caller. (A with "
            "block shuts it down too.)"
        )
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


class _Lent(ThreadPoolExecutor):
    def __init__(self, workers):
        super().__init__(workers)
        self.futures, self.was_shut_down = [], False

    def submit(self, fn, /, *args, **kwargs):
        future = super().submit(fn, *args, **kwargs)
        self.futures.append(future)
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self.was_shut_down = True
        super().shutdown(wait, cancel_futures=cancel_futures)


@contextmanager
def stumbling(*deaths):
    """Give paths to `tasks.stumble`, one a number of deaths, and ask for the starts of each.

    >>> from helpers import tasks
    >>> with stumbling(0, 0) as (paths, starts):
    ...     _ = tasks.stumble(paths[1])
    ...     starts()
    [0, 1]
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        paths = [Path(folder, f"task {number}") for number in range(len(deaths))]
        for path, count in zip(paths, deaths, strict=True):
            path.write_text(str(count))
        yield (
            paths,
            lambda: [n - int(p.read_text()) for p, n in zip(paths, deaths, strict=True)],
        )


@contextmanager
def dask_client(workers=2, current=False):
    """Give a client of a Dask cluster inside this process: workers that run a task at a time each.

    It starts and ends in a moment. Unless `current` says so, it does not become the current client:
    code that forgets the client it is given is found out. Ports are open on this machine only.
    """
    import dask
    from dask.distributed import Client, LocalCluster

    dashboards = dict.fromkeys(["dashboard_address", "worker_dashboard_address"], "127.0.0.1:0")
    options = {"processes": False, "threads_per_worker": 1, **dashboards}
    usual = dask.config.get("scheduler", None)
    try:
        with (
            LocalCluster(n_workers=workers, **options) as cluster,
            Client(cluster, set_as_default=current) as client,
        ):
            yield client
    finally:  # tasks that ask for a client change it: for their worker, they think
        dask.config.set({"scheduler": usual})


@contextmanager
def gate_and_free():
    """Give two paths to `tasks.hold`: it waits for the first file; the second one is there."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        gate, free = Path(folder, "gate"), Path(folder, "free")
        free.touch()
        yield gate, free


@contextmanager
def file_pairs():
    """Give eight paths to `tasks.hold`, in pairs: the first task ends after the second one."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        files = [Path(folder, name) for name in "abcd"]
        for file in files:
            file.touch()
        yield [path for file in files for path in (Path(f"{file}.done"), file)]


@contextmanager
def spawned():
    """Start processes by spawn inside the block, as Windows and macOS do."""
    usual = multiprocessing.get_start_method(allow_none=True)
    multiprocessing.set_start_method("spawn", force=True)
    try:
        yield
    finally:
        multiprocessing.set_start_method(usual, force=True)


@contextmanager
def one_cpu():
    """Let this process use one CPU, of 64 that `os.cpu_count` sees; do nothing but on Linux."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    everything = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(everything)})
    try:
        with mock.patch("os.cpu_count", return_value=64):
            yield
    finally:
        os.sched_setaffinity(0, everything)


class WatchedDot:
    """`numpy.dot`, which notes what it is called with: for seeing how a product is cut.

    Parameters
    ----------
    a, b : ndarray
        The arrays whose product is computed.
    visit : callable, optional
        Called in each call with the first number of the block of `a`, unless that is empty: for
        instance the task of a rendezvous, when `a` counts from 0 on.

    Attributes
    ----------
    blocks : list of int
        How long the block of `a` was, for each call.
    copied : bool
        Whether any call got numbers that do not lie in the memory of `a` and `b`.
    kinds : set of str
        NumPy's letters for the kinds of numbers: "i" for integers, "f" for floats.

    Examples
    --------
    >>> a, b = np.arange(4), np.ones(4, int)
    >>> dot = WatchedDot(a, b)
    >>> int(dot(a[:3], b[:3]) + dot(a[3:], b[3:].copy()))
    6
    >>> dot.blocks, dot.copied, dot.kinds
    ([3, 1], True, {'i'})
    """

    def __init__(self, a, b, visit=None):
        self.arrays, self.visit = (a, b), visit
        self._calls = []  # list.append is atomic, so that threads lose no note

    @property
    def blocks(self):
        """How long the block of `a` was, for each call."""
        return [length for length, _, _ in self._calls]

    @property
    def copied(self):
        """Whether any call got numbers that do not lie in the memory of `a` and `b`."""
        return any(copied for _, copied, _ in self._calls)

    @property
    def kinds(self):
        """NumPy's letters for the kinds of numbers: "i" for integers, "f" for floats."""
        return set().union(*(kinds for _, _, kinds in self._calls))

    def __call__(self, x, y, out=None):
        """Return ``numpy.dot(x, y, out)``."""
        __tracebackhide__ = True
        a, b = self.arrays
        swapped = np.may_share_memory(y, a) and not np.may_share_memory(x, a)
        block, other = (y, x) if swapped else (x, y)  # of two vectors, either may come first
        copied = not (_lies_in(block, a) and _lies_in(other, b))
        kinds = {np.asarray(block).dtype.kind, np.asarray(other).dtype.kind}
        self._calls.append((len(block), copied, kinds))
        if self.visit and np.size(block):
            self.visit(int(np.ravel(block)[0]))
        return np.dot(x, y, out=out)

    def __reduce__(self):
        """Explain what goes wrong when somebody sends it to another process."""
        raise AssertionError(
            wrap("dot is on its way to a worker process, where the arrays are copies. Use threads.")
        )


def _lies_in(block, array):
    return np.size(block) == 0 or np.may_share_memory(block, array)
