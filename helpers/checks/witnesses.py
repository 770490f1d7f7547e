"""What an answer is given to work with, and what then tells how it was used."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np

from helpers.checks.messages import wrap

__all__ = ["WatchedDot", "dask_client", "lent_executor"]


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
