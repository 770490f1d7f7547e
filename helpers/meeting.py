"""Prove that tasks ran at the same time: without timing them, in any engine, on one core too.

Each task says that it is there, then waits for the others. They meet only when the code really
runs several tasks at the same time; serial code never does, however fast the machine is.
"""

import os
import shutil
import tempfile
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

__all__ = ["Arrival", "Meeting", "rendezvous"]

_POLL = 0.001  # seconds between two looks into the folder
_OPEN, _MET, _APART = "open", "met", "apart"


@dataclass(frozen=True)
class Arrival:
    """One task was run: which, and where.

    Attributes
    ----------
    item : int
        Which task, from ``range(tasks)``.
    pid : int
        The process that ran it.
    thread : int
        The thread that ran it, as `threading.get_native_id` numbers it. (The numbers of
        `threading.get_ident` would not do: a thread that has ended leaves its own to the next.)
    """

    item: int
    pid: int
    thread: int


@dataclass(frozen=True)
class Meeting:
    """What `rendezvous` saw. True when the tasks met.

    Attributes
    ----------
    met : bool
        Whether `parties` different tasks ran at the same time.
    parties : int
        How many had to.
    tasks : int
        How many tasks were handed out.
    arrived : tuple of Arrival
        The tasks that were run, in the order of their start.
    caller : tuple of int
        The pid and the thread from which `rendezvous` was called: the notebook's own.
    """

    met: bool
    parties: int
    tasks: int
    arrived: tuple
    caller: tuple

    def __bool__(self):
        """Say whether the tasks met."""
        return self.met

    @property
    def pids(self):
        """The pids of the processes that ran tasks: distinct, sorted."""
        return tuple(sorted({arrival.pid for arrival in self.arrived}))

    @property
    def threads(self):
        """The threads that ran tasks, as (pid, thread): distinct, sorted."""
        return tuple(sorted({(arrival.pid, arrival.thread) for arrival in self.arrived}))

    def explain(self):
        """Say in plain words what happened, in lines of at most 64 characters."""
        ran = len({arrival.item for arrival in self.arrived})
        if ran == 0:
            return "No task was run at all."
        words = []
        if ran < self.tasks:
            words.append(f"Only {ran} of {self.tasks} tasks {'was' if ran == 1 else 'were'} run.")
        if ran >= self.parties:
            every = "They" if words else "Both tasks" if ran == 2 else f"All {ran} tasks"
            words.append(self._success() if self.met else self._failure(every))
        return textwrap.fill(" ".join(words), 64)

    def _success(self):
        if len(self.threads) == self.parties:
            return f"{self.parties} tasks ran at the same time, in {self._places()}."
        return (
            f"At least {self.parties} tasks ran at the same time. "
            f"The tasks ran in {self._places()}."
        )

    def _failure(self, every):
        workers = len(self.threads)
        if self.threads == (self.caller,):
            return (
                f"{every} ran in the notebook's own process, one after the other: "
                "no worker was used."
            )
        if workers == 1:
            return (
                "One worker took every task. Either there is only one worker, or one chunk holds "
                "all the tasks (look at chunksize), or each task was waited for before the next "
                "one was handed out."
            )
        if workers < self.parties:
            return (
                f"The tasks ran in {self._places()}: too few for {self.parties} at the same time. "
                "Either there are no more workers, or the chunks are too large (look at "
                "chunksize)."
            )
        if self.parties == 2:
            return (
                f"The tasks ran in {self._places()}, but never two at the same time: "
                "each was waited for before the next one started."
            )
        return (
            f"The tasks ran in {self._places()}, but never {self.parties} at the same time: "
            "some were waited for before the others started."
        )

    def _places(self):
        """Name where the tasks ran: "2 worker processes", "2 threads of one worker process"."""
        outside = [pid for pid, _ in self.threads if pid != self.caller[0]]
        own = len(self.threads) - len(outside) - (self.caller in self.threads)
        workers = _count(len(set(outside)), "worker process", "worker processes")
        places = []
        if len(outside) > len(set(outside)):
            places.append(f"{len(outside)} threads of {workers}")
        elif outside:
            places.append(workers)
        if own:
            places.append(_count(own, "thread", "threads") + " of the notebook's own process")
        if self.caller in self.threads:
            places.append("the notebook's main thread")
        return " and ".join(places)


def rendezvous(mapper, parties=2, tasks=None, timeout=5.0):
    """Find out whether a piece of code runs tasks at the same time.

    The code is called as ``mapper(fn, items)``, with a task and ``range(tasks)``. Each task says
    that it is there, then waits until `parties` different ones are running, itself included. If
    they meet, everyone returns at once. If a task has waited too long, it gives up for all: serial
    code costs one timeout, and not one for each task.

    The verdict needs no stopwatch and no second core. A meeting proves that the tasks ran at the
    same time (concurrency), not that this was faster: two threads meet under the GIL too. A task
    whose worker is killed while it waits counts as being there.

    Parameters
    ----------
    mapper : callable
        For instance ``pool.map``, or a function that starts a process for each item. `fn` can be
        pickled, and returns each item unchanged. An iterator that `mapper` returns is consumed;
        any other result is ignored.
    parties : int
        How many tasks have to run at the same time; at least 2.
    tasks : int, optional
        How many tasks there are; at least `parties`, and by default as many.
    timeout : float
        How long a task waits for the others, in seconds. It waits longer where the workers are
        slow to start: five times as long as the first task took to arrive.

    Returns
    -------
    Meeting
        True when the tasks met; its ``explain()`` says in words what happened.

    Raises
    ------
    ValueError
        If an argument is out of range. What `mapper` raises passes through.

    Examples
    --------
    >>> from concurrent.futures import ThreadPoolExecutor
    >>> with ThreadPoolExecutor(2) as executor:
    ...     meeting = rendezvous(executor.map)
    >>> meeting.met
    True
    >>> def loop(fn, items):
    ...     return [fn(item) for item in items]
    >>> print(rendezvous(loop, tasks=8, timeout=0.05).explain())
    All 8 tasks ran in the notebook's own process, one after the
    other: no worker was used.
    """
    tasks = parties if tasks is None else tasks
    if not callable(mapper):
        raise ValueError(f"mapper must be callable, got {mapper!r}")
    if parties < 2:
        raise ValueError(f"parties must be at least 2, got {parties!r}")
    if tasks < parties:
        raise ValueError(f"tasks must be at least parties ({parties}), got {tasks!r}")
    if timeout <= 0:
        raise ValueError(f"timeout must be more than 0 seconds, got {timeout!r}")
    folder = tempfile.mkdtemp(prefix="rendezvous-")
    try:
        _create(folder, _OPEN)
        visit = _Visit(folder, parties, tasks, timeout, time.perf_counter())
        result = mapper(visit, range(tasks))
        if isinstance(result, Iterator):
            for _ in result:
                pass
        visit.wait()  # code that does not wait for its workers has left them inside
        met = os.path.exists(os.path.join(folder, _MET))
        arrived = tuple(arrival for _, arrival in _arrivals(folder))
        return Meeting(met, parties, tasks, arrived, _here())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# Mappers pickle the task, so it is an instance of a class that workers can import.
@dataclass(frozen=True)
class _Visit:
    """The task: come, wait for the others, return the item as it was.

    The tasks may run in any process, so they talk through the names of empty files in `folder`:
    one for each arrival, and `open`, which the first to decide renames to `met` or to `apart`.
    A rename is atomic and succeeds once, so there is one verdict, complete from the first moment.
    """

    folder: str
    parties: int
    tasks: int
    timeout: float
    called: float

    def __call__(self, item):
        if item not in range(self.tasks):
            raise ValueError(f"item must be in range({self.tasks}), got {item!r}")
        delay = max(0, round((time.perf_counter() - self.called) * 1e9))
        pid, thread = _here()
        # Once the folder is gone, nobody waits for this task.
        with suppress(FileNotFoundError):
            _create(self.folder, f"{delay}-{item}-{pid}-{thread}")
            self.wait()
        return item

    def wait(self):
        """Wait for the verdict. When it takes too long, give up for all."""
        start = time.perf_counter()
        try:
            while os.path.exists(os.path.join(self.folder, _OPEN)):
                arrivals = _arrivals(self.folder)
                # Where the first worker was slow to start, the second may be slow too.
                slowness = arrivals[0][0] if arrivals else 0.0
                if len({arrival.item for _, arrival in arrivals}) >= self.parties:
                    self._decide(_MET)  # they are all here: nobody leaves before the verdict
                elif time.perf_counter() - start > max(self.timeout, 5 * slowness):
                    self._decide(_APART)
                time.sleep(_POLL)
        finally:
            self._decide(_APART)  # after an interrupt; otherwise there is a verdict already

    def _decide(self, verdict):
        with suppress(OSError):  # somebody else has decided
            os.rename(os.path.join(self.folder, _OPEN), os.path.join(self.folder, verdict))


def _count(number, one, many):
    return f"one {one}" if number == 1 else f"{number} {many}"


def _here():
    return os.getpid(), threading.get_native_id()


def _create(folder, name):
    with open(os.path.join(folder, name), "w"):
        pass


def _arrivals(folder):
    """Return (seconds from the call to the arrival, Arrival) for each, in their order."""
    found = []
    for name in os.listdir(folder):
        if name not in (_OPEN, _MET, _APART):
            delay, item, pid, thread = map(int, name.split("-"))
            found.append((delay / 1e9, Arrival(item, pid, thread)))
    return sorted(found, key=lambda pair: pair[0])
