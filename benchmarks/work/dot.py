"""The dot product of two vectors, of any length (document D; lessons 15 and 16)."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import psutil
from threadpoolctl import threadpool_limits

from benchmarks import documents
from benchmarks.contest import contest
from benchmarks.corrections import correction
from benchmarks.plots import COLOURS, axes
from benchmarks.row import Row
from benchmarks.spread import Claim
from helpers import cpu_facts

__all__ = ["run"]


def run(quick=False):
    """Compare NumPy, joblib as published, and `fast_dot`, with one BLAS thread and with all."""
    largest = 10_000 if quick else longest()
    sizes = [10**k for k in range(1, 9) if 10**k < largest] + [largest]
    a, b = np.random.default_rng(0).random((2, largest))
    workers = cpu_facts().usable
    timings, claims, gains, reads = [], [], {}, {}
    for blas in sorted({1, workers}):
        with threadpool_limits(blas):
            fast_dot = correction("dot").make_fast_dot()
            for n in sizes:
                result = contest(
                    {
                        "numpy.dot": partial(np.dot, a[:n], b[:n]),
                        "fast_dot": partial(fast_dot, a[:n], b[:n]),
                    },
                    1 if quick else 15 if n < 10**8 else 9,
                    title=f"dot, n={n:,}, BLAS threads: {blas}",
                )
                gains[blas, n] = result.ratio("numpy.dot", "fast_dot")
                claims.append(Claim(f"n={n:,}, BLAS {blas}:", gains[blas, n], 1, beyond_noise=True))
                timings += result.rows(work="dot", size=n, blas_threads=blas)
            result = bandwidth(a, b, fast_dot, workers, 1 if quick else 15)
            timings += result.rows(work="dot, bandwidth", size=largest, blas_threads=blas)
            reads[blas] = best_read(result, a.nbytes + b.nbytes)
            claims.append(Claim(f"of the bandwidth, BLAS {blas}:", reads[blas][1], 0.95))
    joblib = [
        against_joblib(a, b, n, 1 if quick else 5)
        for n in (1_000, 100_000, 1_000_000)
        if n < largest
    ]
    slow = {row[0]["size"]: f"{ratio.median:,.0f}" for ratio, row in joblib}
    worst = min(gains.values(), key=lambda gain: (gain.noisy, gain.median))
    return Row(
        work=f"vector dot, n from 10 to {largest:.0e}".replace("e+0", "e"),
        document="blocks on loky: "
        + ", ".join(f"{times} times as long as `numpy.dot` at n={n:,}" for n, times in slow.items())
        + " (published: 882 at 1,000); drops elements where n is not a multiple of 4",
        ours=f"`fast_dot`, at its worst {worst:.2f} times as fast as `numpy.dot`; at the longest, "
        + "; ".join(
            f"{share:.1%} of the bandwidth with BLAS threads: {blas}"
            for blas, (_, share) in reads.items()
        ),
        limit="reading as much on the same CPUs: "
        + " and ".join(f"{rate:.1f} GB/s" for rate, _ in reads.values()),
        must="never slower than `numpy.dot` beyond noise; 95% of the bandwidth at the longest",
        claims=claims,
        timings=timings + [row for _, rows in joblib for row in rows],
        plot=lambda: plot(timings, reads),
        cpus=1,
    )


def longest():
    """Return how many numbers two vectors may have here: 1e8, unless memory is short."""
    room = psutil.virtual_memory().available // (2 * 8 * 2)  # half of it, for two vectors
    return min(10**8, 10 ** (len(str(room)) - 1))


def bandwidth(a, b, fast_dot, workers, rounds):
    """Time the dot product, and everything that reads as many bytes and does next to nothing."""
    cuts = [slice(*bounds) for bounds in correction("dot").block_bounds(len(a), workers)]
    with ThreadPoolExecutor(workers) as executor:

        def each(function, *arrays):
            return list(executor.map(function, *([x[cut] for cut in cuts] for x in arrays)))

        def read(function):
            each(function, a), each(function, b)

        return contest(
            {
                "fast_dot": lambda: fast_dot(a, b) and None,
                "read: max": lambda: read(np.max),
                "read: dot(x, x)": lambda: read(lambda x: np.dot(x, x)),
                "read: BLAS's dot(x, x)": lambda: np.dot(a, a) + np.dot(b, b) and None,
            },
            rounds,
            same=lambda *_: True,  # they read the same, and compute something else
            rest=0.15,  # until BLAS's threads are asleep
            title="bandwidth",
        )


def best_read(result, size):
    """Return the fastest read's GB/s, and the part of it that the dot product reaches."""
    reads = [name for name in result.timings if name.startswith("read")]
    best = min(reads, key=lambda name: result[name].median)
    return size / result[best].median / 1e9, result.ratio(best, "fast_dot")


def against_joblib(a, b, n, rounds):
    """Time the document's way beside NumPy's."""
    with threadpool_limits(1):
        result = contest(
            {
                "numpy.dot": partial(np.dot, a[:n], b[:n]),
                "document": partial(documents.dot, a[:n], b[:n]),
            },
            rounds,
            title=f"dot on loky, n={n:,}",
        )
    return result.ratio("document", "numpy.dot"), result.rows(
        work="dot, document", size=n, blas_threads=1
    )


def plot(timings, reads):
    """Draw the times against the length, and the least that the memory allows."""
    figure, ax = axes(xlabel="pairs of numbers", ylabel="seconds a call")
    rows = [row for row in timings if row["work"] == "dot"]
    lines = list(dict.fromkeys((row["contender"], row["blas_threads"]) for row in rows))
    for (name, blas), colour, style in zip(
        lines, COLOURS, ("o-", "s--", "o-", "s--"), strict=False
    ):
        mine = [row for row in rows if (row["contender"], row["blas_threads"]) == (name, blas)]
        n = [row["size"] for row in mine]
        label = f"{name}, BLAS threads: {blas}"
        ax.plot(n, [row["median"] for row in mine], style, color=colour, markersize=4, label=label)
    rate = max(rate for rate, _ in reads.values())
    ax.plot(
        n, [16 * size / rate / 1e9 for size in n], color=COLOURS[5], label="from memory, at best"
    )
    ax.legend(frameon=False)
    return figure
