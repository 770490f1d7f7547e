"""What an answer has left running: pools, processes, threads."""

import gc
import multiprocessing
import threading
import time
import warnings
from contextlib import contextmanager

from helpers.checks.messages import wrap

__all__ = ["no_pool_left", "no_process_left", "no_thread_left"]


@contextmanager
def no_pool_left(part):
    """Raise ``AssertionError`` when a Pool that was opened inside the block is still open after it.

    A pool that nobody holds any more is closed by the garbage collector, which warns of it; one
    that somebody holds still has its workers. joblib's workers, which stay on purpose, are allowed.
    """
    message = wrap(f"{part} A pool was left open. A with block closes it, whatever happens.")
    gc.collect()
    before = multiprocessing.active_children()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        yield
        gc.collect()
        for child in multiprocessing.active_children():
            if child not in before and "PoolWorker" in child.name:
                child.join(2)  # a pool that was closed needs a moment
                assert not child.is_alive(), message
    assert not any("multiprocessing pool" in str(one.message) for one in caught), message


@contextmanager
def no_process_left(part):
    """Raise ``AssertionError`` when a process that was started inside the block runs after it.

    Whatever happens, it is killed: the kernel would wait for it when it shuts down.
    """
    before = multiprocessing.active_children()
    left = []
    try:
        yield
    finally:
        deadline = time.monotonic() + 2  # one that has given its result needs a moment
        for child in multiprocessing.active_children():
            if child not in before:
                child.join(max(0, deadline - time.monotonic()))
                if child.is_alive():
                    child.kill()
                    child.join()
                    left.append(child)
    number = f"{len(left)} processes were" if len(left) > 1 else "A process was"
    assert not left, wrap(f"{part} {number} left running.")


@contextmanager
def no_thread_left(part):
    """Raise ``AssertionError`` when a thread that was started inside the block runs after it."""
    before = threading.enumerate()
    yield
    deadline = time.monotonic() + 2  # one that has done its work needs a moment
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(max(0, deadline - time.monotonic()))
    number = sum(thread.is_alive() for thread in left)
    are = f"{number} threads were" if number > 1 else "A thread was"
    assert not number, wrap(f"{part} {are} left running.")
