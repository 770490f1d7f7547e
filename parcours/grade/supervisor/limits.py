"""What a hand-in may use, and how it is held to it."""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil

try:
    import resource
except ImportError:  # Windows
    resource = None

__all__ = ["Watch", "bind", "descendants", "kill_descendants", "most_tasks"]

QUICK, THOROUGH = 0.1, 0.5  # seconds between two looks
FULL = 0.9  # of it, where that ends: some of what was reserved before will be used, too
NEARLY = 0.8  # of it, taken by one process
SPARE = 256  # threads and processes, before anybody looks
NARROW = 0.25  # of the memory: from there on, what is reserved counts, too


def bind(bounds):
    """Bind this process, and all that it starts, to a number of tasks and a file size.

    What it uses is looked at from outside, by `Watch`: the kernel would count memory that is only
    reserved, a gigabyte for 128 threads, and threads as if they were processes.

    Parameters
    ----------
    bounds : dict
        ``disk`` in bytes; ``processes`` and ``threads``; ``private``, whether the hand-in has
        namespaces of its own, so that the kernel counts its processes and threads by themselves.
    """
    if resource is None:
        return
    wanted = {"RLIMIT_FSIZE": (bounds["disk"],) * 2, "RLIMIT_CORE": (0, 0)}
    if bounds["private"]:  # `afterfork.settle` raises the first, for threads alone
        wanted["RLIMIT_NPROC"] = (bounds["processes"] + SPARE, most_tasks(bounds))
    for name, pair in wanted.items():
        with suppress(OSError, ValueError):
            kind = getattr(resource, name)
            allowed = resource.getrlimit(kind)[1]
            most = [one if allowed == resource.RLIM_INFINITY else min(one, allowed) for one in pair]
            resource.setrlimit(kind, tuple(most))
    with suppress(OSError):  # should memory run out in one tenth of a second, we are the ones to go
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def most_tasks(bounds):
    """Return how many processes and threads the kernel lets a hand-in have, all together."""
    return bounds["processes"] + max(SPARE, bounds["threads"])


class Watch:
    """Looks at what a hand-in uses, from its supervisor.

    Parameters
    ----------
    bounds : dict
        The limits: ``memory`` in bytes, ``processes``, and ``private`` as `bind` has it.
    """

    def __init__(self, bounds):
        self.bounds = bounds
        self.quick = self.thorough = 0  # when to look again
        self.available = 0  # bytes of the machine's memory, at the last thorough look
        self.narrow = False  # whether what is reserved counts, too

    def excess(self):
        """Say which limit the hand-in is over, or return None."""
        now = time.monotonic()
        if now < self.quick:
            return None
        self.quick = now + QUICK
        if self.bounds["private"] and len(psutil.pids()) - 1 > self.bounds["processes"]:
            return self._too_many()
        available = psutil.virtual_memory().available
        if now < self.thorough and available > self.available - self.bounds["memory"] / 8:
            return None
        self.thorough, self.available = now + THOROUGH, available
        return self._thorough()

    def _thorough(self):
        processes = self._processes()
        if len(processes) > self.bounds["processes"]:
            return self._too_many()
        used, most = _sum(processes, _own), self.bounds["memory"]
        if used > NARROW * most:
            used = min(used, _sum(processes, _share))
        if used > most:
            return f"it took more than {most / 2**30:.3g} GB of memory"
        self._narrow(processes, max(FULL * most - used, 0) if used > NARROW * most else None)
        return None

    def _narrow(self, processes, room):
        """Let a process reserve no more than there is room for: Python then says MemoryError.

        So that a cell which takes all memory fails, and the cells after it still have a process.
        Among several that take much, none knows of the others: they go on until they are killed.
        """
        greedy = _greediest(processes) if room is not None else None
        narrow = greedy is not None
        for process in processes if narrow or self.narrow else ():
            with suppress(psutil.Error, OSError, ValueError, AttributeError):  # gone; not Linux
                most = resource.RLIM_INFINITY
                if process is greedy:
                    most = process.memory_info().vms + int(room)
                hard = resource.prlimit(process.pid, resource.RLIMIT_AS)[1]
                resource.prlimit(process.pid, resource.RLIMIT_AS, (most, hard))
        self.narrow = narrow

    def _processes(self):
        if not self.bounds["private"]:
            return descendants()
        found = []
        for pid in psutil.pids():
            with suppress(psutil.Error):
                if pid != os.getpid():
                    found.append(psutil.Process(pid))
        return found

    def _too_many(self):
        return f"it started more than {self.bounds['processes']} processes"


def descendants():
    """Return all processes below this one."""
    return psutil.Process().children(recursive=True)


def kill_descendants(patience=10):
    """Kill all below this process, and what they start meanwhile."""
    for _ in range(patience * 10):
        processes = descendants()
        for process in processes:
            with suppress(psutil.Error):
                process.kill()
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not processes:
            return
        psutil.wait_procs(processes, timeout=0.1)


def _sum(processes, measure):
    total = 0
    for process in processes:
        with suppress(psutil.Error, OSError):
            total += measure(process)
    return total


def _greediest(processes):
    """Return the process that takes nearly all of the memory, or None."""
    taken = {process: _sum([process], _own) for process in processes}
    most = max(taken, key=taken.get)
    return most if taken[most] >= NEARLY * sum(taken.values()) else None


def _own(process):
    """Return an upper bound, which costs little to read: all but what it has of files."""
    if sys.platform != "linux":
        return process.memory_info().rss
    with open(f"/proc/{process.pid}/status", encoding="utf-8", errors="replace") as file:
        lines = [line.split() for line in file if line.startswith(("RssAnon:", "RssShmem:"))]
    return 1024 * sum(int(size) for _, size, _ in lines)


def _share(process):
    """Return the process's fair share of what it has in common with others."""
    memory = process.memory_full_info()
    return memory.pss if sys.platform == "linux" else memory.uss
