"""The product of two matrices of integers, 1000 by 1000 (document B; lesson 15)."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks import documents
from benchmarks.contest import agree, contest
from benchmarks.corrections import correction
from benchmarks.row import Row
from benchmarks.spread import Claim, Spread
from benchmarks.units import seconds
from helpers.checks import WatchedDot

__all__ = ["run"]


def run(quick=False):
    """Compare NumPy, copies sent to processes, threads on views, and floating-point BLAS."""
    n, rounds = (40, 1) if quick else (1_000, 11)
    ours = correction("dot")
    A, B = np.random.default_rng(0).integers(0, 10, (2, n, n))
    with threadpool_limits(1), ThreadPoolExecutor(2) as executor:
        result = contest(
            {
                "numpy.dot": lambda: np.dot(A, B),
                "document": lambda: documents.product(A, B),
                "threads": lambda: ours.matrix_dot(A, B, 2),
                "through floats": lambda: ours.exact_dot(A, B),
                "two at once": lambda: next(executor.map(np.dot, [A, A], [B, B])),
            },
            rounds,
            title="product of integers",
        )
    check_any_size(ours.matrix_dot)
    gain = result.ratio("numpy.dot", "threads")
    alone, both = result["numpy.dot"].runs, result["two at once"].runs
    given = Spread.of(2 * one / two for one, two in zip(alone, both, strict=True))
    return Row(
        work=f"integer product, {n} by {n}, in two threads",
        document=f"`np.split` and loky, `n_jobs=4`: "
        f"{result.ratio('numpy.dot', 'document'):.2f} times as fast as `numpy.dot` (published: "
        "1.85); the rows must divide",
        ours=f"`matrix_dot`, two threads: {gain:.2f} times as fast; any size, nothing copied "
        f"(`numpy.dot`: {seconds(result['numpy.dot'].median)})",
        limit="`exact_dot`, through floats, BLAS on one thread: "
        f"{result.ratio('numpy.dot', 'through floats'):.0f} times as fast; exact where "
        "columns * max|A| * max|B| < 2⁵³",
        must="1.9 times as fast on two CPUs",
        claims=[Claim("threads", gain, 1.9)],
        why=f"Two whole products at once, which share nothing, are {given:.2f} times as fast as one "
        "after the other: that is what the two CPUs gave.",
        timings=result.rows(work="product", size=n, blas_threads=1),
    )


def check_any_size(matrix_dot):
    """Make sure that nothing has to divide, and that nothing is copied."""
    rng = np.random.default_rng(0)
    for rows, blocks in [(101, 2), (7, 4), (1, 2), (0, 2)]:
        a, b = rng.integers(0, 10, (rows, 5)), rng.integers(0, 10, (5, 3))
        watched = WatchedDot(a, b)
        if not agree(np.dot(a, b), matrix_dot(a, b, blocks, watched)) or watched.copied:
            raise ValueError(f"{rows} rows in {blocks} blocks: wrong, or copied")
