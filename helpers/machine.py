"""What this machine has, and what this process may use of it."""

import math
import multiprocessing
import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy  # noqa: F401  (threadpoolctl sees only the BLAS that is loaded)
import psutil
import threadpoolctl

from helpers.caches import cache_size

__all__ = ["CpuFacts", "cpu_facts"]


@dataclass(frozen=True)
class CpuFacts:
    """The CPUs of this machine, and what this process may use of them.

    Attributes
    ----------
    logical : int
        CPUs that the operating system lists; two on a core with hyper-threading.
    physical : int or None
        Cores; None when unknown.
    affinity : int
        CPUs that this process may run on; `logical` where the system knows no affinity.
    quota : float or None
        CPUs' worth of time that the process's cgroup grants; None for no limit.
    usable : int
        Workers that can compute at the same time: the least of the limits above, at least 1.
    blas_threads : int or None
        Threads that NumPy's linear algebra uses; None when no such library tells.
    start_method : str
        How multiprocessing starts a process: fork, spawn or forkserver.
    cache : int or None
        Bytes that the last level of cache holds, of all CPUs of the affinity together; None when
        unknown.
    """

    logical: int
    physical: int | None
    affinity: int
    quota: float | None
    usable: int
    blas_threads: int | None
    start_method: str
    cache: int | None

    def __str__(self):
        """Return a table: a fact a row, with what it means."""
        quota = "none" if self.quota is None else f"{self.quota:.3g}"
        cache = "unknown" if self.cache is None else f"{self.cache / 2**20:.0f} MiB"
        rows = [
            ("logical CPUs", self.logical, "that the operating system lists"),
            ("physical cores", self.physical or "unknown", "each may show as two logical CPUs"),
            ("affinity", self.affinity, "CPUs that this process may run on"),
            ("quota", quota, "CPUs' worth of time that it may spend"),
            ("usable CPUs", self.usable, "workers that can compute at the same time"),
            ("cache", cache, "the last level holds, of these CPUs together"),
            ("BLAS threads", self.blas_threads or "unknown", "in one linear algebra call of NumPy"),
            ("start method", self.start_method, "how multiprocessing starts a process"),
        ]
        width = max(len(str(value)) for _, value, _ in rows)
        return "\n".join(f"{name:<14}  {value!s:>{width}}  {what}" for name, value, what in rows)


def cpu_facts():
    """Return what this machine has, and what this process may use of it.

    Nothing is changed by asking; in particular the start method is not fixed.

    Returns
    -------
    CpuFacts
        ``print`` shows it as a table.

    Examples
    --------
    >>> facts = cpu_facts()
    >>> 1 <= facts.usable <= facts.logical
    True
    """
    logical = os.cpu_count() or 1
    affinity, quota = _affinity() or logical, _quota()
    limits = [logical, affinity] + ([] if quota is None else [math.ceil(quota)])
    return CpuFacts(
        logical=logical,
        physical=_physical(),
        affinity=affinity,
        quota=quota,
        usable=min(limits),
        blas_threads=_blas_threads(),
        # The first of all methods is the platform's default.
        start_method=multiprocessing.get_start_method(allow_none=True)
        or multiprocessing.get_all_start_methods()[0],
        cache=cache_size(),
    )


def _physical():
    # Not joblib.cpu_count(only_physical_cores=True): under an affinity mask, a quota or
    # LOKY_MAX_CPU_COUNT it returns that limit instead.
    try:
        return psutil.cpu_count(logical=False)
    except OSError:  # no /proc, no /sys
        return None


def _affinity():
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    process = psutil.Process()  # knows the affinity on Windows; macOS has none
    return len(process.cpu_affinity()) if hasattr(process, "cpu_affinity") else None


def _blas_threads():
    pools = threadpoolctl.threadpool_info()
    return max((pool["num_threads"] for pool in pools if pool["user_api"] == "blas"), default=None)


def _quota(proc=Path("/proc"), root=Path("/")):
    """Return the CPUs' worth of time that the control groups of this process grant, or None.

    A group shares what its ancestors have: the smallest quota up to the mount wins. Version 1
    and version 2 hierarchies may be mounted together; both are read.
    """
    quotas = [
        quota
        for folder in _cgroup_folders(proc, root)
        for quota in (_quota_v2(folder), _quota_v1(folder))
        if quota is not None
    ]
    return min(quotas, default=None)


def _cgroup_folders(proc, root):
    """Yield the folders of this process's CPU control groups, each followed by its ancestors."""
    paths = {}  # file system type -> path of the process's group
    for line in _read(proc / "self/cgroup").splitlines():
        hierarchy, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        if "cpu" in controllers.split(","):
            paths["cgroup"] = PurePosixPath(path)
        elif hierarchy == "0" and not controllers:
            paths["cgroup2"] = PurePosixPath(path)
    for line in _read(proc / "self/mountinfo").splitlines():
        left, _, right = line.partition(" - ")
        left, right = left.split(), right.split()
        if len(left) < 6 or len(right) < 3 or right[0] not in paths:
            continue
        if right[0] == "cgroup" and "cpu" not in right[2].split(","):
            continue
        shown, point = (_unescape(field) for field in left[3:5])
        mount = root / point.lstrip("/")
        # In a container, the mount may show another part of the tree than the path speaks of:
        # what it shows is then all that can be known.
        path = paths[right[0]]
        inside = path.is_relative_to(shown) and ".." not in path.parts
        folder = mount / path.relative_to(shown) if inside else mount
        yield folder
        yield from (parent for parent in folder.parents if parent.is_relative_to(mount))


def _quota_v2(folder):
    return _ratio(*_read(folder / "cpu.max").split())  # "max 100000" when there is no limit


def _quota_v1(folder):
    return _ratio(  # -1 when there is no limit
        *_read(folder / "cpu.cfs_quota_us").split(), *_read(folder / "cpu.cfs_period_us").split()
    )


def _ratio(*microseconds):
    if len(microseconds) != 2 or not all(text.isdecimal() for text in microseconds):
        return None
    quota, period = map(int, microseconds)
    return quota / period if quota and period else None


def _read(path):
    try:
        return path.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _unescape(field):
    r"""Undo mountinfo's octal escapes: ``\040`` is a space."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), field)
