"""What the notebooks of the course import: timing, plots, machine facts, proof of parallelism."""

import importlib

from helpers import tasks

# Every other name is imported when it is first used (PEP 562). A worker process that unpickles
# helpers.tasks.nap imports this package first, and loading numpy, pandas and matplotlib takes
# several times as long as starting the worker.
_MODULES = {
    "timing": ("Timing", "compare", "measure", "scaling"),
    "laws": ("amdahl", "gustafson", "karp_flatt"),
    "plots": ("plot_speedup", "plot_timeline", "plot_times"),
    "machine": ("CpuFacts", "cpu_facts"),
    "caches": ("cache_size",),
    "tracing": ("Task", "max_concurrency", "traced"),
    "meeting": ("Arrival", "Meeting", "rendezvous"),
    "cluster": ("DaskProcesses",),
    "tasks": tasks.__all__,
    # What one lesson or only the checks use keeps its long name: helpers.checks.meet.
    "output": (),
    "sunshine": (),
    "figures": (),
    "maps": (),
    "checks": (),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = sorted(_HOME)


def __getattr__(name):
    if name in _MODULES:
        return importlib.import_module(f"{__name__}.{name}")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *_MODULES, *_HOME})
