"""Toy workloads, importable, so that workers find them under every start method."""

import math
import time
from pathlib import Path

__all__ = [
    "backwards_nap",
    "count_primes",
    "double",
    "each",
    "fib",
    "hold",
    "nap",
    "reciprocal",
    "root_of_square",
    "square",
]


def nap(seconds):
    """Sleep for `seconds`, then return them.

    Stands for a task that waits: for a disk, a network, another program. A nap needs no
    processor, so any number of them can share one core.

    >>> nap(0.01)
    0.01
    """
    if seconds < 0:
        raise ValueError(f"seconds must be at least 0, got {seconds!r}")
    time.sleep(seconds)
    return seconds


def backwards_nap(i, n=8, unit=0.02):
    """Sleep for ``(n - i) * unit`` seconds, then return `i`.

    For tasks ``range(n)`` that finish in the reverse of the order in which they started: the
    first one sleeps longest. It shows which functions give results in the order of the tasks,
    and which in the order of completion.

    >>> [backwards_nap(i, n=3, unit=0.001) for i in range(3)]
    [0, 1, 2]
    """
    if not 0 <= i < n:
        raise ValueError(f"i must be in range({n}), got {i!r}")
    if unit < 0:
        raise ValueError(f"unit must be at least 0, got {unit!r}")
    time.sleep((n - i) * unit)
    return i


def square(x):
    """Return ``x * x``.

    The smallest task with a result that is easy to check. It takes well under a microsecond, so
    handing it to a worker costs more than doing it.

    >>> [square(x) for x in range(4)]
    [0, 1, 4, 9]
    """
    return x * x


def double(k):
    """Return ``2 * k``.

    A tiny task that works on numbers and on arrays alike, for splitting one array into blocks.

    >>> double(21)
    42
    """
    return 2 * k


def each(function, items):
    """Return ``[function(item) for item in items]``.

    A chunk of small tasks as one task: ``functools.partial(each, function)`` takes a list.

    >>> each(square, [1, 2, 3])
    [1, 4, 9]
    """
    return [function(item) for item in items]


def root_of_square(x):
    """Return the square root of ``x ** 2``, as a float.

    The classic first example of joblib, as one function: 100,000 of these take a few hundredths
    of a second in a list, and much longer when each is a task of its own.

    >>> root_of_square(-3)
    3.0
    """
    return math.sqrt(x**2)


def fib(n):
    """Return the `n`-th Fibonacci number by the naive recursion.

    Keeps a processor busy, and each `n` takes about 1.6 times as long as the one before it: the
    tasks ``range(n)`` are as uneven as tasks can be, for lessons on balancing the load.

    >>> [fib(n) for n in range(10)]
    [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]
    """
    if n < 2:
        if n < 0:  # here and not on top: the check then costs the recursion nothing
            raise ValueError(f"n must be at least 0, got {n!r}")
        return n
    return fib(n - 1) + fib(n - 2)


def count_primes(limit):
    """Count the primes below `limit`, by trial division.

    Keeps a processor busy in pure Python, always for the same work and with the same result:
    the task to use when a lesson needs computing that threads cannot speed up under the GIL.

    >>> count_primes(100)
    25
    """
    return sum(
        all(number % divisor for divisor in range(2, math.isqrt(number) + 1))
        for number in range(2, limit)
    )


def reciprocal(x):
    """Return ``1 / x``.

    Fails on 0, with ZeroDivisionError: for finding out where the exception of a task goes.

    >>> reciprocal(4)
    0.25
    """
    return 1 / x


def hold(gate, timeout=10.0):
    """Wait until the file `gate` exists, then leave the file ``<gate>.done`` and return `gate`.

    For a task that ends when somebody says so, and not after a time: what is done with the other
    results in the meantime cannot depend on luck. Raises `TimeoutError` after `timeout` seconds.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     gate = pathlib.Path(folder, "gate")
    ...     gate.touch()
    ...     hold(gate) == gate, gate.with_name("gate.done").exists()
    (True, True)
    """
    deadline = time.monotonic() + timeout
    while not Path(gate).exists():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {timeout:g} s, and {Path(gate).name!r} was not opened")
        time.sleep(0.005)
    Path(f"{gate}.done").touch()
    return gate
