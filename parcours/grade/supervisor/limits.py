"""What a hand-in may use, and how it is held to it."""

import os
import sys
from contextlib import suppress

import psutil

try:
    import resource
except ImportError:  # Windows
    resource = None

__all__ = ["bind", "descendants", "excess", "kill_descendants", "with_margin"]


def bind(bounds):
    """Bind this process, and all that it starts, to a memory, a number of processes, a file size.

    Parameters
    ----------
    bounds : dict
        ``memory`` and ``disk`` in bytes; ``processes``; ``private``, whether the hand-in has
        namespaces of its own, so that the kernel counts its processes and threads by themselves.
    """
    if resource is None:
        return
    room = psutil.Process().memory_info().vms + bounds["memory"]
    wanted = {"RLIMIT_AS": room, "RLIMIT_FSIZE": bounds["disk"], "RLIMIT_CORE": 0}
    if bounds["private"]:
        wanted["RLIMIT_NPROC"] = with_margin(bounds["processes"])
    for name, most in wanted.items():
        with suppress(OSError, ValueError):  # macOS knows no RLIMIT_AS
            resource.setrlimit(getattr(resource, name), (most, most))


def with_margin(processes):
    """Return where the kernel stops what is not seen soon enough, threads included."""
    return processes + max(64, processes // 4)


def descendants():
    """Return all processes below this one."""
    return psutil.Process().children(recursive=True)


def excess(bounds):
    """Say which limit the hand-in is over, or return None."""
    processes = descendants()
    if len(processes) > bounds["processes"]:
        return f"it started more than {bounds['processes']} processes"
    if (
        _memory(processes, _own) > bounds["memory"]
        and _memory(processes, _share) > bounds["memory"]
    ):
        return f"it took more than {bounds['memory'] / 2**30:.3g} GB of memory"
    return None


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


def _memory(processes, measure):
    total = 0
    for process in processes:
        with suppress(psutil.Error):
            total += measure(process)
    return total


def _own(process):
    """Return an upper bound, which costs nothing to read."""
    memory = process.memory_info()
    return memory.rss - getattr(memory, "shared", 0)


def _share(process):
    """Return the process's fair share of what it has in common with others."""
    memory = process.memory_full_info()
    return memory.pss if sys.platform == "linux" else memory.uss
