"""How much the processor's caches hold: what a measurement of the memory has to exceed."""

import ctypes
import os
import struct
import subprocess
import sys
from pathlib import Path

__all__ = ["cache_size"]

_SYSTEM = Path("/sys/devices/system/cpu")
_UNITS = {"K": 2**10, "M": 2**20, "G": 2**30}


def cache_size():
    """Return what the last level of cache holds, of all CPUs that this process may use together.

    A processor may have several such caches, each for some of its CPUs: what counts for a
    computation on all usable CPUs is their sum. (py-cpuinfo and its like give the size of one.)

    Returns
    -------
    int or None
        Bytes; None where the system does not tell.
    """
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return _macos(_sysctl)
    return _linux(_SYSTEM, os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None)


def _linux(root, cpus=None):
    """Read the caches of `cpus`, by default of all; each cache is listed by every CPU it serves."""
    found = {}  # (level, CPUs that share it) -> bytes
    for index in root.glob("cpu[0-9]*/cache/index[0-9]*"):
        if cpus is not None and int(index.parent.parent.name.removeprefix("cpu")) not in cpus:
            continue
        try:
            kind, level, size, shared = (
                (index / name).read_text().strip()
                for name in ("type", "level", "size", "shared_cpu_list")
            )
            if kind != "Instruction":
                found[int(level), shared] = int(size[:-1]) * _UNITS[size[-1]]
        except (OSError, ValueError, KeyError, IndexError):  # a virtual machine may leave gaps
            continue
    return _last_level(found.items())


def _macos(ask):
    """Add up what sysctl says: one L3, or an L2 for each cluster of cores on Apple silicon."""
    if size := ask("hw.l3cachesize"):
        return size * (ask("hw.packages") or 1)
    clusters = []
    for level in range(ask("hw.nperflevels") or 0):
        names = ("l2cachesize", "physicalcpu", "cpusperl2")
        size, cores, sharing = (ask(f"hw.perflevel{level}.{name}") for name in names)
        if size and cores and sharing:
            clusters.append(size * -(-cores // sharing))
    return sum(clusters) or ask("hw.l2cachesize") or None


def _sysctl(name):
    try:
        answer = subprocess.run(["sysctl", "-n", name], capture_output=True, text=True).stdout
    except OSError:
        return None
    return int(answer) if answer.strip().isdecimal() else None


def _windows():
    length = ctypes.c_ulong(0)
    ask = ctypes.windll.kernel32.GetLogicalProcessorInformation
    ask(None, ctypes.byref(length))  # fails, and says how long the answer is
    answer = ctypes.create_string_buffer(length.value)
    return _entries(answer.raw) if ask(answer, ctypes.byref(length)) else None


# SYSTEM_LOGICAL_PROCESSOR_INFORMATION of 64-bit Windows: the mask of CPUs, what this is about,
# and for a cache its level, associativity, line, size, type.
_ENTRY = struct.Struct("<QI4xBBHII4x")


def _entries(answer):
    """Read Windows' answer, which has an entry for each core, cache and node."""
    entries = _ENTRY.iter_unpack(answer[: len(answer) // _ENTRY.size * _ENTRY.size])
    return _last_level(
        ((level, mask), size)
        for mask, about, level, _, _, size, kind in entries
        if about == 2 and kind != 1  # a cache, and not one of instructions
    )


def _last_level(found):
    found = list(found)
    last = max((level for (level, _), _ in found), default=None)
    return sum(size for (level, _), size in found if level == last) or None
