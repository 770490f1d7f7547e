"""Record when each task ran, and where: in any engine, with the intervals kept as data."""

import functools
import inspect
import os
import threading
import time
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

import cloudpickle

__all__ = ["Task", "max_concurrency", "traced"]


@dataclass(frozen=True)
class Task:
    """What one call of a traced function did.

    Attributes
    ----------
    result : object
        What the function returned.
    start, end : float
        Seconds on the clock of `time.perf_counter`. On Linux, macOS and Windows that clock is one
        for the whole system, so that the tasks of several processes of one machine compare.
    pid : int
        The process that ran the task.
    thread : int
        The thread that ran it, as `threading.get_ident` names it in that process.
    """

    result: Any
    start: float
    end: float
    pid: int
    thread: int

    @property
    def seconds(self):
        """How long the task ran, in seconds."""
        return self.end - self.start


class _Traced:
    """The callable that `traced` returns: a class, so that workers can import it."""

    def __init__(self, fn):
        # The name and docstring of fn; fn itself becomes __wrapped__.
        functools.update_wrapper(self, fn, updated=())

    def __call__(self, *args, **kwargs):
        if inspect.iscoroutinefunction(self.__wrapped__):
            return self._awaited(*args, **kwargs)  # the call alone would run nothing
        start = time.perf_counter()
        result = self.__wrapped__(*args, **kwargs)
        end = time.perf_counter()
        return Task(result, start, end, os.getpid(), threading.get_ident())

    async def _awaited(self, *args, **kwargs):
        start = time.perf_counter()
        result = await self.__wrapped__(*args, **kwargs)
        end = time.perf_counter()
        return Task(result, start, end, os.getpid(), threading.get_ident())

    def __reduce__(self):
        # Plain pickle refuses lambdas, and a spawned worker finds no function that was defined in
        # a notebook's cell. cloudpickle sends those by value.
        return _rebuild, (cloudpickle.dumps(self.__wrapped__),)

    def __repr__(self):
        return f"traced({self.__wrapped__!r})"


def _rebuild(pickled):
    return _Traced(cloudpickle.loads(pickled))


def traced(fn):
    """Make a callable that does what `fn` does, and returns a `Task` instead of the bare result.

    The callable can be pickled whatever `fn` is: also a lambda or a function from a notebook cell,
    under every start method. Exceptions pass through, and leave no Task. Recording costs a few
    microseconds a task, so never time traced code. Of an ``async`` function, the callable is one
    too: await it.

    Parameters
    ----------
    fn : callable
        Positional and keyword arguments are passed on to it.

    Returns
    -------
    callable
        Returns a `Task`.

    Raises
    ------
    ValueError
        If `fn` is not callable.

    Examples
    --------
    >>> from helpers.tasks import nap
    >>> task = traced(nap)(0.01)
    >>> task.result
    0.01
    >>> task.seconds >= 0.01
    True
    """
    if not callable(fn):
        raise ValueError(f"fn must be callable, got {fn!r}")
    return _Traced(fn)


def max_concurrency(tasks):
    """Return the largest number of tasks that ran at one instant; 0 when there are none.

    A task that starts at the very instant when another ends does not run beside it.

    Parameters
    ----------
    tasks : iterable of Task

    Returns
    -------
    int

    Examples
    --------
    >>> first, second = Task("a", 0.0, 2.0, 1, 1), Task("b", 1.0, 3.0, 2, 1)
    >>> max_concurrency([first, second])
    2
    >>> max_concurrency([first, Task("c", 2.0, 3.0, 1, 1)])
    1
    """
    tasks = list(tasks)
    starts = sorted(task.start for task in tasks)
    ends = sorted(task.end for task in tasks)
    # The count only grows at a start. A task too short for the clock counts while it starts.
    return max(
        (
            bisect_right(starts, task.start)
            - bisect_right(ends, task.start)
            + (task.start == task.end)
            for task in tasks
        ),
        default=0,
    )
