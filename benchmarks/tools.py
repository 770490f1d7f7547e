"""The course's own tools: what `measure` says beside timeit and pyperf; what a meeting costs."""

import multiprocessing
import subprocess
import sys
import tempfile
import time
import timeit
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

import pandas as pd
from joblib import Parallel, delayed

from benchmarks.contest import contest
from benchmarks.spread import Spread
from benchmarks.units import seconds
from helpers import measure, rendezvous
from helpers.tasks import count_primes

__all__ = ["meetings", "timers"]

SIZE = 4_000  # for count_primes: some milliseconds
SETUP, CALL = "from helpers.tasks import count_primes", f"count_primes({SIZE})"


def timers(rounds=9, pyperf=True):
    """Return what each tool says of the same function, and what it costs to ask."""
    count_primes(SIZE)
    said = {name: [] for name in ("timeit", "measure")}
    took = {name: [] for name in said}
    for _ in range(rounds):
        for name, tool in (("timeit", by_timeit), ("measure", by_measure)):
            start = time.perf_counter()
            said[name].append(tool())
            took[name].append(time.perf_counter() - start)
    rows = [
        {
            "tool": name,
            "the function takes, s": median(said[name]),
            "beside timeit": f"{Spread.of(a / b for a, b in zip(said[name], said['timeit'], strict=True)):.3f}",
            "the answer takes, s": median(took[name]),
        }
        for name in said
    ]
    if pyperf:
        start = time.perf_counter()
        value = by_pyperf()
        ratio = f"{value / median(said['timeit']):.3f}"
        rows.append(
            dict(zip(rows[0], ("pyperf", value, ratio, time.perf_counter() - start), strict=True))
        )
    return pd.DataFrame(rows)


def by_timeit():
    """Return the median of timeit's runs, in seconds."""
    timer = timeit.Timer(CALL, SETUP)
    number, _ = timer.autorange()
    return median(timer.repeat(5, number)) / number


def by_measure():
    """Return the median of `helpers.measure`, in seconds."""
    return measure(count_primes, SIZE).median


def by_pyperf():
    """Return the median of pyperf's runs, which it spreads over processes, in seconds."""
    import pyperf

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "pyperf.json")
        command = [sys.executable, "-m", "pyperf", "timeit", "--quiet", "--setup", SETUP, CALL]
        subprocess.run([*command, "--output", str(file)], check=True, stdout=subprocess.DEVNULL)
        return pyperf.Benchmark.load(str(file)).median()


def overhead(repeat=25):
    """Return what `measure` adds to a call, in seconds: its partial, and no more."""

    def nothing():
        pass

    plain = timeit.Timer("nothing()", globals={"nothing": nothing})
    pairs = [
        (measure(nothing, repeat=1, number=100_000).best, plain.timeit(100_000) / 100_000)
        for _ in range(repeat)
    ]
    return Spread.of(mine - its for mine, its in pairs)


def meetings(rounds=21):
    """Return what a rendezvous of two tasks costs in each engine, its workers being there."""
    with ExitStack() as stack:
        mappers = {"threads": stack.enter_context(ThreadPoolExecutor(2)).map}
        for method in multiprocessing.get_all_start_methods():
            context = multiprocessing.get_context(method)
            mappers[f"Pool, {method}"] = stack.enter_context(context.Pool(2)).map
        mappers["ProcessPoolExecutor"] = stack.enter_context(ProcessPoolExecutor(2)).map
        mappers["joblib, loky"] = joblib_map
        calls = {name: partial(rendezvous, mapper) for name, mapper in mappers.items()}
        result = contest(calls, rounds, same=lambda _, meeting: bool(meeting), title="meetings")
    return pd.DataFrame(
        {
            "engine": name,
            "median": seconds(timing.median),
            "quartiles": " to ".join(map(seconds, timing.quartiles)),
            "first": seconds(timing.first),
        }
        for name, timing in result.timings.items()
    )


def joblib_map(function, items):
    """Be a map on joblib's processes."""
    return Parallel(n_jobs=2)(delayed(function)(item) for item in items)
