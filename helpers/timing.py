"""Time a function, several functions, or a number of workers."""

import math
import operator
import statistics
import timeit
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from tqdm.auto import tqdm

from helpers.laws import karp_flatt

__all__ = ["Timing", "compare", "measure", "scaling"]

# timeit asks for 0.2 s a run. A quarter of that is still a million times the clock's resolution,
# and five runs then take a quarter of a second: a lesson times many things.
_SECONDS_A_RUN = 0.05


@dataclass(frozen=True, repr=False)
class Timing:
    """How long a call takes, as `measure` found it.

    Attributes
    ----------
    first : float
        Seconds that the first, cold call took.
    runs : tuple of float
        Seconds *a call*, one figure a run.
    number : int
        Calls a run.
    """

    first: float
    runs: tuple
    number: int

    @property
    def best(self):
        """Seconds a call in the fastest run."""
        return min(self.runs)

    @property
    def median(self):
        """Seconds a call in the middle run."""
        return statistics.median(self.runs)

    @property
    def quartiles(self):
        """Seconds a call below which a quarter and three quarters of the runs lie."""
        return _quartiles(self.runs)

    @property
    def interval(self):
        """Seconds a call between which the true median lies: in 95% of cases, or 94% with five runs.

        Of fewer than six runs it is the fastest and the slowest: with three, 75% is the best to be
        had. It supposes only that the runs do not depend on one another.
        """
        return _interval(self.runs)

    def __repr__(self):
        """Say the median, where it may lie, and the first call, each in its own unit."""
        runs = f"{len(self.runs)} run" + "s" * (len(self.runs) > 1)
        if self.number > 1:
            runs += f" of {self.number:,}"
        if len(self.runs) > 1:
            low, high = (_readable(seconds) for seconds in self.interval)
            low = low.removesuffix(" " + high.split()[1])
            runs = f"median of {runs}, between {low} and {high}"
        return f"{_readable(self.median)} a call ({runs}); first call {_readable(self.first)}"


def measure(fn, *args, repeat=5, number=None, warmup=0):
    """Time ``fn(*args)``: the first call by itself, then several runs.

    Parameters
    ----------
    fn : callable
        What to time. Its first call is timed cold and kept as ``first``.
    *args
        Its arguments.
    repeat : int
        Runs, at least 1.
    number : int, optional
        Calls a run. By default as many as make a run last 0.05 s, found as `timeit` does; the
        calls that find it are not counted. Give ``number=1`` for what takes seconds.
    warmup : int
        Calls between the first one and the runs that are not counted.

    Returns
    -------
    Timing
        All figures are seconds a call. As in `timeit`, the garbage collector waits meanwhile.

    Raises
    ------
    ValueError
        If `fn` cannot be called, `repeat` or `number` is less than 1, or `warmup` is negative.

    Examples
    --------
    >>> timing = measure(sum, range(1000), repeat=3, number=10)
    >>> timing.number, len(timing.runs), timing.best <= timing.median
    (10, 3, True)
    """
    if not callable(fn):
        raise ValueError(f"fn must be callable, not {fn!r}")
    repeat, warmup = _count("repeat", repeat, 1), _count("warmup", warmup, 0)
    if number is not None:
        number = _count("number", number, 1)
    timer = _timer(partial(fn, *args))
    first = timer.timeit(1)
    if warmup:
        timer.timeit(warmup)
    number = number or _choose_number(timer)
    return Timing(first, tuple(timer.timeit(number) / number for _ in range(repeat)), number)


def compare(kernels, sizes, setup, check=None, repeat=5):
    """Time several functions on the same inputs, once they are known to agree.

    The runs alternate between the kernels, so that a machine that slows down slows them all. Those
    that share joblib's workers should ask for the same number of them, or each run changes it.

    Parameters
    ----------
    kernels : dict of str to callable
        The functions, by name.
    sizes : iterable
        The sizes to try, one after the other.
    setup : callable
        ``setup(size)`` returns the tuple of arguments that every kernel gets at that size.
    check : callable, optional
        ``check(expected, result)`` says whether a result is as good as the first kernel's. By
        default numbers and arrays must have the same shape and be equal, or close when one of them
        is not made of integers; anything else is compared with ``==``.
    repeat : int
        Runs a kernel and a size, at least 1.

    Returns
    -------
    DataFrame
        One row a size and kernel, with columns kernel, size, first (the cold call that the check
        looked at), best, median, q1, q3 (the quartiles), low, high (the interval of the median, see
        `Timing`), in seconds a call.

    Raises
    ------
    ValueError
        If `kernels` or `sizes` is empty, `setup` does not return a tuple, `repeat` is less than 1,
        or a kernel disagrees with the first one: the message names the kernel and the size.

    Examples
    --------
    >>> kernels = {"sum": sum, "loop": lambda values: sum(v for v in values)}
    >>> frame = compare(kernels, [10, 100], setup=lambda n: (range(n),), repeat=1)
    >>> frame[["kernel", "size"]].values.tolist()
    [['sum', 10], ['loop', 10], ['sum', 100], ['loop', 100]]
    """
    kernels, sizes = dict(kernels), list(sizes)
    if not kernels or not all(map(callable, kernels.values())):
        raise ValueError(f"kernels must be callables by name, at least one, not {kernels!r}")
    if not sizes:
        raise ValueError("sizes must not be empty")
    repeat = _count("repeat", repeat, 1)
    rows = []
    # The bar goes when it is full: what stays in the notebook is the result.
    with tqdm(total=len(sizes) * len(kernels) * (1 + repeat), unit="run", leave=False) as bar:
        for size in sizes:
            args = setup(size)
            if not isinstance(args, tuple):
                raise ValueError(f"setup must return a tuple of arguments, not {args!r}")
            bar.set_description(f"size {size}")
            calls = {name: partial(kernel, *args) for name, kernel in kernels.items()}
            firsts = _first_calls(calls, size, check or _agree, bar)
            timers = {name: _timer(call) for name, call in calls.items()}
            numbers = {name: _choose_number(timer) for name, timer in timers.items()}
            runs = {name: [] for name in timers}
            for _ in range(repeat):
                for name, timer in timers.items():
                    runs[name].append(timer.timeit(numbers[name]) / numbers[name])
                    bar.update()
            for name in kernels:
                timing = Timing(firsts[name], tuple(runs[name]), numbers[name])
                figures = timing.first, timing.best, timing.median
                rows.append((name, size, *figures, *timing.quartiles, *timing.interval))
    columns = ["kernel", "size", "first", "best", "median", "q1", "q3", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def scaling(serial, parallel, workers, repeat=3):
    """Time a parallel code on several numbers of workers, against the serial code.

    The serial code is called once, cold, and so is the parallel code on each number of workers. Its
    `repeat` runs follow, each after a run of the serial code: a machine that slows down slows both.
    Each number of workers has its turn once, because an engine such as joblib, which keeps its
    workers from call to call, starts or stops some whenever their number changes.

    Parameters
    ----------
    serial : callable
        ``serial()`` does the work without workers: the best serial code, not the parallel code on
        one worker.
    parallel : callable
        ``parallel(n)`` does the same work on ``n`` workers.
    workers : iterable of int
        The numbers of workers to try, each at least 1.
    repeat : int
        Runs a number of workers, at least 1.

    Returns
    -------
    DataFrame
        Indexed by workers, with columns time (the median, seconds), low, high (its interval, see
        `Timing`, in seconds), speedup (serial median / time), efficiency (speedup / workers) and
        karp_flatt (NaN for one worker).
        ``frame.attrs["serial"]`` is the median of all serial runs, in seconds.

    Raises
    ------
    ValueError
        If `serial` or `parallel` cannot be called, `workers` is empty or holds anything but
        distinct integers of at least 1, or `repeat` is less than 1.

    Examples
    --------
    >>> frame = scaling(lambda: sum(range(1000)), lambda n: sum(range(1000)), [1, 2])
    >>> list(frame.columns)
    ['time', 'low', 'high', 'speedup', 'efficiency', 'karp_flatt']
    """
    for name, fn in (("serial", serial), ("parallel", parallel)):
        if not callable(fn):
            raise ValueError(f"{name} must be callable, not {fn!r}")
    workers, repeat = [_count("workers", n, 1) for n in workers], _count("repeat", repeat, 1)
    if not workers or len(set(workers)) < len(workers):
        raise ValueError(f"workers must be distinct, at least one, not {workers}")
    serial_timer, serial_runs, rows = _timer(serial), [], []
    serial_timer.timeit(1)
    for n in workers:
        timer, runs = _timer(partial(parallel, n)), []
        timer.timeit(1)
        for _ in range(repeat):
            serial_runs.append(serial_timer.timeit(1))
            runs.append(timer.timeit(1))
        rows.append((statistics.median(runs), *_interval(runs)))
    index = pd.Index(workers, name="workers")
    frame = pd.DataFrame(rows, index=index, columns=["time", "low", "high"])
    frame.attrs["serial"] = statistics.median(serial_runs)
    frame["speedup"] = frame.attrs["serial"] / frame["time"]
    frame["efficiency"] = frame["speedup"] / index
    frame["karp_flatt"] = [
        karp_flatt(speedup, n) if n > 1 else np.nan for n, speedup in frame["speedup"].items()
    ]
    return frame


def _timer(call):
    return timeit.Timer(call, timer=timeit.default_timer)


def _choose_number(timer):
    """Return 1, 2, 5, 10, 20, 50, ...: the first number of calls that fills a run."""
    scale = 1
    while True:
        for number in (scale, 2 * scale, 5 * scale):
            if timer.timeit(number) >= _SECONDS_A_RUN:
                return number
        scale *= 10


def _first_calls(calls, size, check, bar):
    """Call every kernel once, check its result; return the seconds that each took."""
    firsts, reference = {}, next(iter(calls))
    for name, call in calls.items():
        start = timeit.default_timer()
        result = call()
        firsts[name] = timeit.default_timer() - start
        if name == reference:
            expected = result
        elif not check(expected, result):
            raise ValueError(
                f"kernels disagree at size {size}: {name!r} does not give what {reference!r} gives"
            )
        bar.update()
    return firsts


def _agree(expected, result):
    try:
        a, b = np.asarray(expected), np.asarray(result)
    except ValueError:  # ragged: no array
        return bool(expected == result)
    if a.shape != b.shape:
        return False
    kinds = {a.dtype.kind, b.dtype.kind}
    if kinds <= set("biufc") and kinds & set("fc"):
        return np.allclose(a, b, equal_nan=True)
    return bool(np.all(expected == result))  # close is not enough for counts


def _quartiles(runs):
    if len(runs) == 1:
        return runs[0], runs[0]
    low, _, high = statistics.quantiles(runs, n=4, method="inclusive")
    return low, high


def _interval(runs):
    """Return the k-th fastest and k-th slowest run: the median is outside no more often than 5%.

    A run is below the true median as often as a coin shows heads. Of n runs, fewer than k are below
    it with the probability of fewer than k heads, whatever the distribution of the runs.
    """
    ordered, n, k = sorted(runs), len(runs), 1
    while 2 * sum(math.comb(n, heads) for heads in range(k + 1)) <= 0.05 * 2**n:
        k += 1
    return ordered[k - 1], ordered[-k]


def _count(name, value, least):
    try:
        value = operator.index(value)
    except TypeError:
        raise ValueError(f"{name} must be an integer, not {value!r}") from None
    if value < least:
        raise ValueError(f"{name} must be at least {least}, not {value}")
    return value


def _readable(seconds):
    """Write seconds with three digits and the unit that suits them."""
    for unit, scale in (("s", 1), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9)):  # noqa: B007
        if seconds >= 0.9995 * scale:
            break
    value = seconds / scale
    digits = 2 if value < 9.995 else 1 if value < 99.95 else 0
    return f"{value:.{digits}f} {unit}"
