"""What else used the CPUs meanwhile."""

import time
from contextlib import suppress

import psutil

__all__ = ["TOO_BUSY", "Others"]

TOO_BUSY = 0.05  # of all CPU time


class Others:
    """Measure the share of the machine's CPU time that other programs took, or the hypervisor.

    Our own part is that of this process and of the processes that it started.

    Attributes
    ----------
    share : float
        From 0 to 1, when the block has ended. Of *all* the CPUs that the system shows.
    """

    def __enter__(self):
        """Start the clocks."""
        self.start, self.busy, self.own = time.perf_counter(), _busy(), _own()
        return self

    def __exit__(self, *error):
        """Work out the share."""
        elapsed = (time.perf_counter() - self.start) * psutil.cpu_count()
        others = (_busy() - self.busy) - (_own() - self.own)
        self.share = min(max(others / elapsed, 0.0), 1.0)


def _busy():
    times = psutil.cpu_times()
    names = ("user", "system", "irq", "softirq", "interrupt", "dpc", "steal")
    return sum(getattr(times, name, 0.0) for name in names)


def _own():
    me = psutil.Process()
    total = sum(me.cpu_times()[:4])  # with those of its children that have ended
    for child in me.children(recursive=True):
        with suppress(psutil.Error):
            total += sum(child.cpu_times()[:4])
    return total
