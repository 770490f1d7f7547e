"""Other surroundings for a while: one CPU, another start method."""

import multiprocessing
import os
from contextlib import contextmanager
from unittest import mock

__all__ = ["one_cpu", "spawned"]


@contextmanager
def one_cpu():
    """Let this process use one CPU, of 64 that `os.cpu_count` sees; do nothing but on Linux."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    everything = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(everything)})
    try:
        with mock.patch("os.cpu_count", return_value=64):
            yield
    finally:
        os.sched_setaffinity(0, everything)


@contextmanager
def spawned():
    """Start processes by spawn inside the block, as Windows and macOS do."""
    usual = multiprocessing.get_start_method(allow_none=True)
    multiprocessing.set_start_method("spawn", force=True)
    try:
        yield
    finally:
        multiprocessing.set_start_method(usual, force=True)
