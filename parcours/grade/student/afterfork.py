"""Makes a forked process look like one that has just started."""

import _thread
import builtins
import functools
import getpass
import io
import os
import random
import signal
import sys
import threading
import warnings
from contextlib import suppress

from IPython.core.error import StdinNotImplementedError

try:
    import resource
except ImportError:  # Windows
    resource = None

__all__ = ["prefer", "settle"]

THREADS = (
    "start_new_thread",
    "start_joinable_thread",
    "_start_new_thread",
    "_start_joinable_thread",
)
MORE = 250  # threads, each time that there is no room for one


def settle(shell):
    """Make the forked process look like one that has just started."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, name in ((1, "stdout"), (2, "stderr")):
        stream = io.TextIOWrapper(
            io.FileIO(number, "w", closefd=False),
            encoding="utf-8",
            errors="backslashreplace",
            line_buffering=True,
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    builtins.input = getpass.getpass = _no_input
    _let_threads_start()
    with suppress(OSError):  # no room; then without a profile
        shell.settle()
    sys.argv = [""]
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    warnings.filters[:] = [one for one in warnings.filters if one[0] != "error"]
    for name in [name for name in sys.modules if name.startswith("parcours")]:
        del sys.modules[name]


def _let_threads_start():
    """Have a thread that cannot start raise the kernel's limit, and try again.

    The kernel counts threads and processes together, and must stop a crowd of processes soon. So
    each process begins with a low limit, and those who start threads go up to the high one.
    """
    for module in (_thread, threading):
        for name in THREADS:
            if start := getattr(module, name, None):
                setattr(module, name, _again(start))


def _again(start):
    @functools.wraps(start)
    def started(*arguments, **others):
        try:
            return start(*arguments, **others)
        except RuntimeError:
            low, high = resource.getrlimit(resource.RLIMIT_NPROC)
            if low == high:
                raise
            resource.setrlimit(resource.RLIMIT_NPROC, (min(low + MORE, high), high))
            return start(*arguments, **others)

    return started


def prefer(modules):
    """Import the course's own modules from its folder, also when the server has others so named."""
    if modules:
        sys.path.insert(0, os.path.abspath("../course"))
    for name in [name for name in sys.modules if name.partition(".")[0] in modules]:
        del sys.modules[name]


def _no_input(*_, **__):
    raise StdinNotImplementedError(
        "input() waits for somebody to type, and nobody does while this is graded."
    )
