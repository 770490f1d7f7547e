"""100,000 square roots of squares (document A; lessons 01 and 12)."""

import pickle
from functools import partial
from itertools import chain
from math import sqrt
from multiprocessing import Pool

import numpy as np
from joblib import Parallel, delayed

from benchmarks import documents
from benchmarks.contest import contest
from benchmarks.corrections import correction, lesson
from benchmarks.plots import COLOURS, axes
from benchmarks.row import Row
from benchmarks.spread import Claim
from benchmarks.units import seconds
from helpers.tasks import root_of_square, square

__all__ = ["run"]

BLOCKS = ("two blocks", "map_in_blocks")


def roots(start, stop):
    """Compute a block; a Pool's workers have to import what they run."""
    return [sqrt(i**2) for i in range(start, stop)]


def run(quick=False):
    """Compare the list with single calls and with blocks; then make the items more costly."""
    n, rounds = (1_000, 1) if quick else (100_000, 25)
    map_in_blocks, in_blocks = correction("joblib").map_in_blocks, lesson("12-joblib").in_blocks
    parallel, halves = Parallel(n_jobs=2), [(0, n // 2), (n // 2, n)]
    with Pool(2) as pool:
        result = contest(
            {
                "list": lambda: roots(0, n),
                "document": lambda: documents.roots(n),
                "two blocks": lambda: [*chain.from_iterable(in_blocks(n, n // 2))],
                "map_in_blocks": lambda: map_in_blocks(root_of_square, range(n), n // 2, parallel),
                "Pool": lambda: [*chain.from_iterable(pool.starmap(roots, halves))],
                "NumPy": lambda: np.sqrt(np.arange(n) ** 2),
            },
            rounds,
            title="square roots",
        )
    empty = contest(
        {
            "two empty tasks": lambda: parallel(delayed(square)(i) for i in range(2)),
            "results there and back": lambda: pickle.loads(pickle.dumps([0.5] * n)) and [0, 1],
        },
        rounds,
        title="an empty call",
    )
    costs = sweep(n, [1, 5] if quick else [1, 2, 4, 8, 16, 32], 1 if quick else 5)
    wins = {name: crossover(*gains(costs, name, n)) for name in BLOCKS}
    loop = result["list"].median
    return Row(
        work=f"{n:,} square roots of squares, on two workers",
        document=f"`Parallel(n_jobs=2)` over single calls: {result.ratio('document', 'list'):.1f} "
        "times as long as the list (published: 31.5)",
        ours=f"the same joblib, two blocks, warm: {result.ratio('two blocks', 'list'):.2f} times "
        f"as long, faster from {wins['two blocks']} an item on; `map_in_blocks`, which sends the "
        f"items too: {result.ratio('map_in_blocks', 'list'):.2f}, from {wins['map_in_blocks']} on; "
        f"the list: {seconds(loop)}, {seconds(loop / n)} an item",
        limit=f"NumPy, vectorised: {result.ratio('NumPy', 'list'):.3f} times as long as the list",
        must="no slower than the list, warm",
        claims=[Claim("list / two blocks", result.ratio("list", "two blocks"), 1, True)],
        timings=result.rows(work="roots", size=n)
        + empty.rows(work="roots, the price of a call", size=n)
        + [row for c in costs for row in c.rows(work="roots, costlier items", size=n)],
        why=f"The whole list takes {seconds(loop)}; a call of `Parallel` with two empty tasks, "
        f"{seconds(empty['two empty tasks'].median)}, for it looks for results every 10 ms. A "
        f"`Pool`, which does not wait so, takes {result.ratio('Pool', 'list'):.2f} times as long as "
        "the list for the same blocks: all the roots come back through a pipe, and pickling them "
        f"and back alone takes {seconds(empty['results there and back'].median)}.",
        plot=lambda: plot(n, costs),
    )


def sweep(n, costs, rounds):
    """Time the list and the blocks, for items that take so many times as long."""
    text, map_in_blocks = lesson("01-measure"), correction("joblib").map_in_blocks
    text.ITEMS = n
    parallel, contests = Parallel(n_jobs=2), []
    for cost in costs:
        item = partial(text.item, rounds=cost)
        contenders = {
            "list": partial(text.block, 0, n, cost),
            "two blocks": partial(text.two_blocks, cost),
            "map_in_blocks": partial(map_in_blocks, item, range(n), n // 2, parallel),
        }
        contests.append(contest(contenders, rounds, title=f"roots, {cost} times"))
    return contests


def gains(contests, name, n):
    """Return the seconds that an item takes, and how many times as fast as the list it gets."""
    return [c["list"].median / n for c in contests], [c.ratio("list", name) for c in contests]


def crossover(costs, gains):
    """Say from which cost of an item on, in seconds, the gain stays above 1."""
    lost = [i for i, gain in enumerate(gains) if gain.median < 1]
    if not lost:
        return f"{seconds(costs[0])} or less"
    last = lost[-1]
    if last + 1 == len(costs):
        return f"more than {seconds(costs[-1])}"
    low, high = np.log([gains[last].median, gains[last + 1].median])
    share = -low / (high - low)  # of the way between the two, on logarithmic axes
    return f"about {seconds(costs[last] * (costs[last + 1] / costs[last]) ** share)}"


def plot(n, contests):
    """Draw how many times as fast as the list the blocks are, against the cost of an item."""
    what = {"xlabel": "µs that an item takes", "ylabel": "times as fast as the list"}
    figure, ax = axes(yscale="linear", **what)
    for name, colour in zip(BLOCKS, COLOURS, strict=False):
        costs, ratios = gains(contests, name, n)
        micro = [1e6 * cost for cost in costs]
        ax.plot(micro, [gain.median for gain in ratios], "o-", color=colour, label=name)
        band = [gain.low for gain in ratios], [gain.high for gain in ratios]
        ax.fill_between(micro, *band, color=colour, alpha=0.2)
    ax.axhline(1, color="black", linestyle=":", label="the list")
    ax.set_ylim(bottom=0)
    ax.legend(frameon=False)
    return figure
