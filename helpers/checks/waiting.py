"""Calls that may never return, and tasks that have to meet."""

import gc
import multiprocessing
import os
import threading
import time
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from multiprocessing.pool import Pool

from helpers.checks.messages import wrap
from helpers.meeting import rendezvous

__all__ = ["in_time", "meet", "meet_exactly"]

_USUAL = (
    "Either your code waits for a pool that is gone (fetch the results before the with block ends, "
    "and a return ends it too), or it sends a function from a notebook cell to the workers."
)


def in_time(function, *args, seconds=12, hint=_USUAL):
    """Call a function that may never return.

    Parameters
    ----------
    function : callable
    *args
        Its arguments.
    seconds : float
        How long to wait for its answer while no worker process is alive. While one is, on a busy
        machine say, the wait is up to twice as long: by default 24 s, for nbgrader's own default is
        30 s for a cell.
    hint : str
        What the message says of the cause; by default, what it usually is with a Pool.

    Returns
    -------
    object
        What the function returned.

    Raises
    ------
    AssertionError
        If there is no answer in time; the call goes on in a thread that nobody waits for, and the
        Pools that were opened meanwhile are terminated. What the function raises passes through,
        and so does what a callback raises: it ends the thread in which a Pool collects results, and
        the function would wait for ever.

    Examples
    --------
    >>> in_time(pow, 2, 10)
    1024
    """
    __tracebackhide__ = True
    results, errors, before = [], [], threading.enumerate()

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
    if not results:
        _terminate_pools(before)
    assert results, wrap(f"No answer after {waited:.0f} seconds. {hint}")
    return results[0]


@contextmanager
def _errors_of_threads(errors):
    """Collect what ends a thread, the one that runs a Pool's callbacks for instance.

    But not joblib's own: when a caller breaks off, its manager thread now and then ends with a
    KeyError, and nothing is lost by that.
    """

    def keep(lost):
        if not type(lost.thread).__module__.startswith("joblib."):
            errors.append(lost.exc_value)

    usual = threading.excepthook
    threading.excepthook = keep
    try:
        yield
    finally:
        threading.excepthook = usual


def _terminate_pools(before):
    """End the Pools that none of these threads serves: one whose initializer fails never stops."""
    for pool in [found for found in gc.get_objects() if issubclass(type(found), Pool)]:
        if getattr(pool, "_worker_handler", before[0]) not in before:
            end = threading.Thread(target=pool.terminate, daemon=True)
            end.start()
            end.join(2)  # it may wait for ever itself


def _wait(thread, errors, seconds):
    """Wait until the thread ends or another one fails; return the seconds that it took."""
    start = alone = now = time.monotonic()
    while thread.is_alive() and not errors and now < min(alone + seconds, start + 2 * seconds):
        thread.join(0.1)
        _wake_pools()
        now = time.monotonic()
        if _any_runs(list(multiprocessing.process._children)):
            alone = now
    return now - start


def _any_runs(processes):
    """Whether one of the child processes runs, found out without collecting its exit code.

    `multiprocessing.active_children` collects it, and the other thread may be about to: of two that
    wait for the end of a process, one learns a wrong exit code or none.
    """
    sentinels = [process.sentinel for process in processes]
    return bool(sentinels) and len(wait(sentinels, timeout=0)) < len(sentinels)


def _wake_pools():
    """Let each Pool end that is being terminated, and waits for workers that are gone.

    Now and then `Pool.terminate` waits for ever, which is not the answer's fault (it is CPython's
    issue 96995). It kills workers at any point, also one that has just been woken to take the lock
    of the results, or that has taken it. Nobody then wakes the Pool's own thread, which waits for
    that lock to send its last message. One more release does.
    """
    for thread in threading.enumerate():
        if getattr(thread, "_target", None) is Pool._handle_tasks:
            # It may end just now; a ThreadPool has no processes, and Windows has no such lock.
            with suppress(AttributeError, ValueError):
                results, workers = thread._args[2:4]
                if not _any_runs(workers):
                    thread.join(1)  # all is well if it ends, or if there are new workers
                    if thread.is_alive() and not _any_runs(workers):
                        results._wlock.acquire(block=False)
                        results._wlock.release()


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


def meet_exactly(part, mapper, workers, tasks=12, processes=True, hint=_USUAL):
    """Let tasks wait for one another: as many run at the same time as there are workers, not more.

    Parameters
    ----------
    part : str
        How the message begins, ``"(b)"`` say.
    mapper : callable
        Called as ``mapper(fn, items, workers)``.
    workers : int
        How many workers to ask for, at least 2.
    tasks : int
        How many tasks to hand out, more than `workers`.
    processes : bool
        Whether the workers must be processes; False allows threads too.
    hint : str
        See `in_time`.

    Raises
    ------
    AssertionError
        If there are fewer workers, or more; the message says what happened.
    """
    __tracebackhide__ = True

    def with_workers(fn, items):
        return mapper(fn, items, workers)

    in_time(with_workers, abs, range(tasks), hint=hint)  # joblib's workers stay, once they are up
    meet(f"{part} For workers={workers}:", with_workers, tasks, processes, workers, hint)
    # One more would meet at once; a right answer waits for half a second.
    more = in_time(rendezvous, with_workers, workers + 1, tasks, 0.5, hint=hint)
    assert not more, wrap(f"{part} For workers={workers}: {more.explain()}")
