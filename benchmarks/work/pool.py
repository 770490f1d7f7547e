"""The price of a task in a Pool's map (document C; lesson 04)."""

import statistics
from multiprocessing import Pool

from benchmarks import documents
from benchmarks.contest import contest
from benchmarks.corrections import correction
from benchmarks.row import Row
from benchmarks.spread import Spread
from helpers.tasks import square

__all__ = ["run"]


def run(quick=False):
    """Compare a new pool for each call with one that is there, in chunks of 1 and right ones."""
    n, rounds = (100, 1) if quick else (20_000, 11)
    size = correction("pool").chunk_size(n, 2)
    with Pool(2) as pool:
        result = contest(
            {
                "loop": lambda: [square(i) for i in range(n)],
                "document": lambda: documents.pool_map(square, range(n)),
                "pool at hand, chunks of 1": lambda: pool.map(square, range(n), 1),
                "pool at hand, right chunks": lambda: pool.map(square, range(n), size),
            },
            rounds,
            title="Pool.map",
        )
    few = contest(
        {"document": lambda: documents.pool_map(square, range(10))}, rounds, title="ten tasks"
    )

    def each(name):
        """Microseconds a task, beyond those of the task itself."""
        pairs = zip(result[name].runs, result["loop"].runs, strict=True)
        return Spread.of(1e6 * (mine - loop) / n for mine, loop in pairs)

    return Row(
        work=f"a Pool's map, {n:,} squares",
        document=f"a new Pool, `imap`: {each('document'):.1f} µs a task, "
        f"and {1e5 * few['document'].median:.0f} µs a task for ten, as published",
        ours=f"a pool at hand, chunks of {size:,}: {each('pool at hand, right chunks'):.3f} µs a "
        f"task; in chunks of 1: {each('pool at hand, chunks of 1'):.1f} µs",
        limit=f"serial cost: {1e6 * statistics.median(result['loop'].runs) / n:.3f} µs a task",
        must="the overhead of a task, beside its serial cost",
        claims=[],
        timings=result.rows(work="pool", size=n) + few.rows(work="pool", size=10),
    )
