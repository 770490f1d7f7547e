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
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from helpers.meeting import rendezvous

__all__ = ["file_pairs", "gate_and_free", "in_time", "meet", "no_pool_left", "one_cpu", "wrap"]


def wrap(message):
    """Fold a message into lines of at most 64 characters.

    ``nbgrader validate`` cuts lines at 87, and puts an indent and the error's name in front.
    """
    return textwrap.fill(message, 64)


def in_time(function, *args, seconds=12):
    """Call a function that may never return.

    Parameters
    ----------
    function : callable
    *args
        Its arguments.
    seconds : float
        How long to wait for its answer while no worker process is alive. While one is, on a busy
        machine say, the wait is up to three times as long: 24 s, for nbgrader waits 30 s for a cell.

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
    assert results, wrap(
        f"No answer after {waited:.0f} seconds. Either your code waits for a pool that is gone "
        "(fetch the results before the with block ends, and a return ends it too), or it sends a "
        "function from a notebook cell to the workers."
    )
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
        if multiprocessing.active_children():
            alone = now
    return now - start


def meet(part, mapper, tasks=8):
    """Let tasks wait until two of them run at the same time, in worker processes.

    Parameters
    ----------
    part : str
        How the message begins, ``"(b)"`` say.
    mapper : callable
        Called as ``mapper(fn, items)``, see `rendezvous`.
    tasks : int
        How many tasks to hand out.

    Returns
    -------
    Meeting

    Raises
    ------
    AssertionError
        If they do not meet, or meet in threads; the message says what happened.
    """
    __tracebackhide__ = True
    meeting = in_time(rendezvous, mapper, 2, tasks)
    assert meeting, wrap(f"{part} {meeting.explain()}")
    assert os.getpid() not in meeting.pids, wrap(
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
