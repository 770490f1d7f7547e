"""`fib(0)` to `fib(34)` (document E; lesson 07)."""

from functools import partial
from multiprocessing import Pool

from benchmarks import documents
from benchmarks.contest import contest
from benchmarks.corrections import correction
from benchmarks.row import Row
from benchmarks.spread import Claim, Spread
from benchmarks.units import seconds
from helpers import cpu_facts, fib, plot_timeline, traced

__all__ = ["run"]


def run(quick=False):
    """Compare the loop, joblib as published, and the longest first."""
    n, rounds = (12, 1) if quick else (35, 9)
    workers = max(2, cpu_facts().usable)
    ours, loops, shared = correction("schedule"), [], []

    def loop():
        loops.append([traced(fib)(i) for i in range(n)])
        return [task.result for task in loops[-1]]

    def longest_first(mapper):
        shared.append(ours.longest_first(mapper, traced(fib), range(n), int))
        return [task.result for task in shared[-1]]

    with Pool(workers) as pool:
        result = contest(
            {
                "loop": loop,
                "document": lambda: documents.fibs(n),
                "longest first": partial(longest_first, partial(pool.map, chunksize=1)),
            },
            rounds,
            title="fibs",
        )
    loops, shared = loops[-rounds:], shared[-rounds:]  # the first calls do not count
    runs = result["longest first"].runs
    # As in the lesson, from the durations of the same run. Those of the loop may be shorter: no
    # schedule can help it when a task takes longer because the other CPU works too.
    bounds = [ours.bound([task.seconds for task in tasks], workers) for tasks in shared]
    serial = [ours.bound([task.seconds for task in tasks], workers) for tasks in loops]
    used = Spread.of(bound / run for bound, run in zip(bounds, runs, strict=True))
    slower = Spread.of(mine / alone for mine, alone in zip(bounds, serial, strict=True))
    return Row(
        work=f"fib(0) to fib({n - 1}) on {workers} workers",
        document=f"`Parallel(n_jobs=-1)`: {result.ratio('loop', 'document'):.2f} times as fast as "
        "the loop (published, on 8 CPUs: 4.79)",
        ours=f"longest first: {result.ratio('loop', 'longest first'):.2f} times as fast; "
        f"{used:.1%} of the bound",
        limit=f"max(total / {workers}, longest task): {seconds(Spread.of(bounds).median)}; that is "
        f"{slower:.3f} times as long as from the loop's durations, since all CPUs work at once",
        must="97% of the bound",
        claims=[Claim("part of the bound", used, 0.97)],
        timings=result.rows(work="fibs", size=n),
        plot=lambda: plot(shared[-1], n),
        cpus=workers,
    )


def plot(tasks, n):
    """Draw which worker ran which task when."""
    return plot_timeline(tasks, labels=range(n)).figure
