"""Time several ways to do the same thing: in turn, and only if they agree."""

import time
import timeit

import numpy as np
from tqdm import tqdm

from benchmarks.spread import Spread
from helpers import Timing

__all__ = ["Contest", "agree", "contest"]

LONGEST = 15.0  # seconds: then the rounds end, if there were enough
ENOUGH = 3  # rounds
A_RUN = 0.02  # seconds, at least; a thousand times what the clock can tell apart


class Contest:
    """What `contest` measured: a `helpers.Timing` for each contender, the rounds in order."""

    def __init__(self, timings):
        self.timings = timings

    def __getitem__(self, name):
        """Return the `helpers.Timing` of a contender."""
        return self.timings[name]

    def ratio(self, name, other):
        """Divide the seconds of `name` by those of `other`, round by round."""
        pairs = zip(self[name].runs, self[other].runs, strict=True)
        return Spread.of(mine / its for mine, its in pairs)

    def rows(self, **labels):
        """Return a row for each contender, for the table of all timings; in seconds a call."""
        return [
            labels
            | {"contender": name, "first": timing.first, "median": timing.median}
            | dict(zip(("q1", "q3"), timing.quartiles, strict=True))
            | {"best": timing.best, "rounds": len(timing.runs), "calls_a_round": timing.number}
            for name, timing in self.timings.items()
        ]


def contest(contenders, rounds, same=None, rest=0.0, title=None):
    """Call each contender once, cold; compare the results; then time them in turn.

    The order is reversed from round to round, so that neither drift nor what a run leaves behind
    in the caches favours anyone.

    Parameters
    ----------
    contenders : dict of str to callable
        Functions without arguments.
    rounds : int
        Fewer, when they take longer than `LONGEST`.
    same : callable, optional
        ``same(expected, result)``: whether a result is as good as the first contender's.
    rest : float
        Seconds to sleep before each run: BLAS's threads stay awake for a tenth of a second.
    title : str, optional
        What the progress bar says.

    Returns
    -------
    Contest

    Raises
    ------
    ValueError
        If a result differs from the first contender's.
    """
    firsts, expected = {}, None
    for name, call in contenders.items():
        start = time.perf_counter()
        result = call()
        firsts[name] = time.perf_counter() - start
        expected = result if expected is None else expected
        if not (same or agree)(expected, result):
            raise ValueError(f"{title}: {name!r} does not give what {next(iter(firsts))!r} gives")
    del expected, result
    timers = {name: timeit.Timer(call) for name, call in contenders.items()}
    numbers = {name: _number(timer, firsts[name]) for name, timer in timers.items()}
    runs = {name: [] for name in timers}
    end = time.perf_counter() + LONGEST
    for i in tqdm(range(rounds), desc=title, unit="round", leave=False):
        if i >= ENOUGH and time.perf_counter() > end:
            break
        for name in list(timers)[:: -1 if i % 2 else 1]:
            time.sleep(rest)
            runs[name].append(timers[name].timeit(numbers[name]) / numbers[name])
    return Contest(
        {name: Timing(firsts[name], tuple(runs[name]), numbers[name]) for name in timers}
    )


def agree(expected, result):
    """Whether two results are equal; floats, to all but their last digits."""
    expected, result = np.asarray(expected), np.asarray(result)
    if expected.shape != result.shape:
        return False
    if "f" in expected.dtype.kind + result.dtype.kind:
        return np.allclose(expected, result)
    return np.array_equal(expected, result)


def _number(timer, first):
    """Return how many calls make a run; what takes long is not called once more to find out."""
    number, seconds = 1, first
    if seconds < 1:  # it was cold: the next one may be much faster
        while (seconds := timer.timeit(number)) < A_RUN:
            number *= 10 if seconds < A_RUN / 10 else 2
    return number
