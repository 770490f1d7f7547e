"""How many hand-ins run at a time: as many as keep the CPUs busy, and no more."""

import time

import psutil
from joblib import cpu_count

__all__ = ["LOOK", "ConcurrencyLimit"]

LOOK = 0.1  # seconds over which the CPUs are watched: less than a hand-in computes
BUSY = 0.9  # of their time


class ConcurrencyLimit:
    """Says whether one more hand-in may start.

    Most hand-ins compute for a moment. What is wrong often waits, for half a minute, for what never
    comes, and leaves the CPUs to others. Those that compute share them with few: a cell has so many
    seconds, however crowded the machine is.

    Parameters
    ----------
    least : int
        So many may run in any case.
    most : int
        Between `least` and so many, one more may start while a CPU has time and there is memory.
    memory : int
        Bytes that one of them may take.
    """

    def __init__(self, least, most, memory):
        self.least, self.most, self.memory = least, most, memory
        self.full = BUSY * cpu_count()
        self.looked = time.monotonic()
        psutil.cpu_percent()  # which the next call counts from

    def has_room(self, running):
        """Say whether one more may start beside so many."""
        now = time.monotonic()
        if running < self.least:
            return True
        if running >= self.most or now < self.looked + LOOK:
            return False
        self.looked = now
        busy = psutil.cpu_percent() / 100 * psutil.cpu_count()
        return busy < self.full and psutil.virtual_memory().available > self.memory
