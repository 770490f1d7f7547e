"""Ten sleeps of a second on two workers (document E; lesson 07)."""

from functools import partial
from multiprocessing import Pool

from joblib.externals.loky import get_reusable_executor

from benchmarks import documents
from benchmarks.contest import contest
from benchmarks.corrections import correction
from benchmarks.row import Row
from benchmarks.spread import Claim, Spread
from benchmarks.units import seconds
from helpers import nap

__all__ = ["run"]


def run(quick=False):
    """Compare joblib as published, cold, with a pool, cold and warm."""
    length, rounds = (0.01, 1) if quick else (1.0, 3)
    naps, ideal = [length] * 10, 5 * length
    ours = correction("schedule")

    def published():
        get_reusable_executor().shutdown(wait=True)  # its first call, as in the document
        return documents.naps(length)

    with Pool(2) as pool:
        mapper = partial(pool.map, chunksize=1)
        result = contest(
            {
                "document": published,
                "ours, cold": lambda: ours.balanced(nap, naps, cost=float),
                "ours, warm": lambda: ours.longest_first(mapper, nap, naps, float),
            },
            rounds,
            title="ten naps",
        )
    used = Spread.of(ideal / run for run in result["ours, warm"].runs)
    cold = Spread.of(ideal / run for run in result["ours, cold"].runs)
    return Row(
        work=f"ten sleeps of {length:g} s on two workers",
        document=f"joblib, its first call: {seconds(result['document'].median)} (published: 8.2 s)",
        ours=f"a pool at hand: {seconds(result['ours, warm'].median)}, {used:.2%} of ideal; "
        f"with its start: {seconds(result['ours, cold'].median)}, {cold:.2%}",
        limit=seconds(ideal),
        must="98% of ideal, warm",
        claims=[Claim("part of ideal", used, 0.98)],
        timings=result.rows(work="naps", size=10),
        cpus=1,
    )
