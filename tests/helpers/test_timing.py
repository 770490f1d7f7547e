"""Timing, on a fake clock: what is measured is known to the last digit."""
# ruff: noqa: D102

import statistics
import timeit

import numpy as np
import pytest

from helpers.timing import Timing, compare, measure, scaling


class Clock:
    """A clock that only moves when a job says so, and that writes down who moved it."""

    def __init__(self):
        self.now = 0.0
        self.calls = []

    def __call__(self):
        return self.now

    def job(self, *seconds, name="job", result=None):
        """Return a function whose calls take the given times; the last one stays."""
        left = list(seconds)

        def run(*args):
            self.calls.append((name, *args))
            self.now += left.pop(0) if len(left) > 1 else left[0]
            return result

        return run


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timeit, "default_timer", clock)
    return clock


def test_measure_keeps_the_cold_call_apart(clock):
    timing = measure(clock.job(5.0, 3.0, 1.0, 4.0, 2.0), repeat=4, number=1)
    assert timing.first == 5.0
    assert timing.runs == (3.0, 1.0, 4.0, 2.0)
    assert timing.best == 1.0
    assert timing.median == statistics.median(timing.runs) == 2.5
    np.testing.assert_allclose(timing.quartiles, np.quantile(timing.runs, [0.25, 0.75]))


def test_measure_gives_seconds_a_call(clock):
    # A cold call, two uncounted ones, then two runs of three calls.
    timing = measure(clock.job(9, 9, 9, 1, 2, 3, 4, 5, 6), 7, "x", repeat=2, number=3, warmup=2)
    assert timing.runs == (2.0, 5.0)
    assert clock.calls == [("job", 7, "x")] * 9


@pytest.mark.parametrize(
    ("seconds", "number"), [(1.0, 1), (0.03, 2), (0.011, 5), (0.0026, 20), (0.00011, 500)]
)
def test_measure_chooses_a_number_that_fills_a_run(clock, seconds, number):
    timing = measure(clock.job(seconds), repeat=3)
    assert timing.number == number
    assert timing.runs == pytest.approx([seconds] * 3)


def test_one_run_is_its_own_quartiles():
    assert Timing(1.0, (2.0,), 1).quartiles == (2.0, 2.0)


@pytest.mark.parametrize(
    ("runs", "low", "high"), [(1, 1, 1), (3, 1, 3), (5, 1, 5), (6, 1, 6), (9, 2, 8), (100, 40, 61)]
)
def test_the_interval_of_the_median_grows_with_the_runs_more_slowly_than_they_do(runs, low, high):
    # By hand: of 9 runs, 2 to 8 hold it in 1 - 2 * 10 / 512 = 96.1%.
    assert Timing(1.0, tuple(range(runs, 0, -1)), 1).interval == (low, high)


@pytest.mark.parametrize(("runs", "least"), [(5, 0.93), (20, 0.95), (100, 0.95)])
def test_the_true_median_is_in_the_interval_as_often_as_it_says(runs, least):
    random = np.random.default_rng(1)
    inside = 0
    for _ in range(2000):
        low, high = Timing(1.0, tuple(random.lognormal(size=runs)), 1).interval
        inside += low <= 1 <= high  # 1 is the median of these numbers
    assert least - 0.015 <= inside / 2000 <= 0.985


@pytest.mark.parametrize(
    ("timing", "text"),
    [
        (
            Timing(45e-3, (12.1e-3, 12.3e-3, 12.9e-3), 4),
            "12.3 ms a call (median of 3 runs of 4, between 12.1 and 12.9 ms); first call 45.0 ms",
        ),
        (
            Timing(1.5, (980e-6, 1.02e-3, 1.4e-3), 1),
            "1.02 ms a call (median of 3 runs, between 980 µs and 1.40 ms); first call 1.50 s",
        ),
        (
            Timing(2e-6, (900e-9, 950e-9, 3e-6), 50_000),
            "950 ns a call (median of 3 runs of 50,000, between 900 ns and 3.00 µs); "
            "first call 2.00 µs",
        ),
        (Timing(0.99951e-3, (75.04,), 2), "75.0 s a call (1 run of 2); first call 1.00 ms"),
        (Timing(9.996e-3, (0.09996,), 1), "100 ms a call (1 run); first call 10.0 ms"),
        (Timing(0.0, (1234.4,), 1), "1234 s a call (1 run); first call 0.00 ns"),
    ],
)
def test_timing_reads_well(timing, text):
    assert str(timing) == repr(timing) == text


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"fn": 3}, "fn"),
        ({"repeat": 0}, "repeat"),
        ({"repeat": 2.5}, "repeat"),
        ({"number": 0}, "number"),
        ({"warmup": -1}, "warmup"),
    ],
)
def test_measure_refuses(clock, wrong, name):
    arguments = {"fn": clock.job(1.0), "repeat": 1} | wrong
    with pytest.raises(ValueError, match=f"^{name} must"):
        measure(**arguments)
    assert not clock.calls


def test_compare_has_a_row_a_size_and_kernel(clock):
    # The cold call, the one that shows that one call fills a run, and three runs.
    kernels = {
        "slow": clock.job(9, 1, 3, 5, 4, 19, 1, 13, 15, 14, name="slow"),
        "fast": clock.job(8, 1, 2, 1, 3, 18, 1, 12, 11, 13, name="fast"),
    }
    frame = compare(kernels, [10, 20], setup=lambda size: (size, "x"), repeat=3)
    figures = ["first", "best", "median", "q1", "q3", "low", "high"]
    assert list(frame.columns) == ["kernel", "size", *figures]
    assert frame.values.tolist() == [
        ["slow", 10, 9, 3, 4, 3.5, 4.5, 3, 5],
        ["fast", 10, 8, 1, 2, 1.5, 2.5, 1, 3],
        ["slow", 20, 19, 13, 14, 13.5, 14.5, 13, 15],
        ["fast", 20, 18, 11, 12, 11.5, 12.5, 11, 13],
    ]
    turns = [name for name, size, _ in clock.calls if size == 10]
    assert turns[-6:] == ["slow", "fast"] * 3


def test_compare_gives_every_kernel_the_same_inputs():
    seen = {"a": [], "b": []}
    kernels = {"a": lambda x: seen["a"].append(x), "b": lambda x: seen["b"].append(x)}
    made = []

    def setup(size):
        made.append(object())
        return (made[-1],)

    compare(kernels, [1, 2], setup, repeat=1)
    assert len(made) == 2
    assert set(seen["a"]) == set(seen["b"]) == set(made)


@pytest.mark.parametrize(
    ("expected", "result", "agree"),
    [
        (1.0, 1.0 + 1e-12, True),
        (1.0, 1.1, False),
        (3, 3.0, True),
        (664_579, 664_580, False),  # counts are compared exactly
        (10**30, 10**30 + 1, False),  # integers too big for NumPy too
        (np.ones(3), np.ones(3) + 1e-12, True),
        (np.ones(3), np.ones((1, 3)), False),
        (np.ones(3), 1.0, False),
        (np.array([1.0, np.nan]), [1.0, np.nan], True),
        (None, None, True),
        (None, 1.0, False),
        ("ab", "ab", True),
        (np.array(["a", "b"]), np.array(["a", "c"]), False),
        ({"a": 1}, {"a": 1}, True),
        ([[1], [2, 3]], [[1], [2, 3]], True),
        ([[1], [2, 3]], [[1], [2, 4]], False),
    ],
)
def test_compare_checks_results(clock, expected, result, agree):
    kernels = {
        "first": clock.job(1.0, name="first", result=expected),
        "other": clock.job(1.0, name="other", result=result),
    }
    if agree:
        assert len(compare(kernels, [5], lambda size: (), repeat=1)) == 2
        return
    with pytest.raises(ValueError, match=r"^kernels disagree at size 5: 'other' .* 'first'"):
        compare(kernels, [5], lambda size: (), repeat=1)
    assert clock.calls == [("first",), ("other",)]  # nothing was timed


def test_compare_takes_the_readers_check(clock):
    seen = []

    def check(expected, result):
        seen.append((expected, result))
        return result == "fine"

    kernels = {name: clock.job(1.0, result=name) for name in ("reference", "fine", "wrong")}
    with pytest.raises(ValueError, match="'wrong'"):
        compare(kernels, [1], lambda size: (), check=check)
    assert seen == [("reference", "fine"), ("reference", "wrong")]


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"kernels": {}}, "kernels"),
        ({"kernels": {"sum": 3}}, "kernels"),
        ({"sizes": []}, "sizes"),
        ({"setup": lambda size: [size]}, "setup"),
        ({"repeat": 0}, "repeat"),
    ],
)
def test_compare_refuses(clock, wrong, name):
    arguments = {"kernels": {"job": clock.job(1.0)}, "sizes": [1], "setup": lambda size: (size,)}
    with pytest.raises(ValueError, match=f"^{name} must"):
        compare(**arguments | wrong)
    assert not clock.calls


def test_scaling_compares_with_the_serial_code(clock):
    # The first call of each is cold, and not counted.
    serial = clock.job(99, 12, 10, 11, 10, 12, 11, 9, 13, 11, name="serial")
    times = {1: clock.job(99, 11), 2: clock.job(99, 5, 5.5, 6), 4: clock.job(99, 5, 4, 4)}

    def parallel(n):
        clock.calls.append(n)
        return times[n]()

    frame = scaling(serial, parallel, workers=(1, 2, 4))
    assert frame.index.name == "workers"
    assert frame.index.tolist() == [1, 2, 4]
    assert frame.attrs == {"serial": 11.0}
    assert frame["time"].tolist() == [11.0, 5.5, 4.0]
    assert frame.loc[2, ["low", "high"]].tolist() == [5.0, 6.0]
    np.testing.assert_allclose(frame["speedup"], [1, 2, 2.75])
    np.testing.assert_allclose(frame["efficiency"], [1, 1, 0.6875])
    np.testing.assert_allclose(frame["karp_flatt"], [np.nan, 0, (4 / 11 - 1 / 4) / (3 / 4)])
    turns = [call for call in clock.calls if call != ("job",)]
    pairs = [[n] + [("serial",), n] * 3 for n in (1, 2, 4)]
    assert turns == [("serial",), *pairs[0], *pairs[1], *pairs[2]]


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"serial": 12.0}, "serial"),
        ({"parallel": 6.0}, "parallel"),
        ({"workers": []}, "workers"),
        ({"workers": [0, 1]}, "workers"),
        ({"workers": [1.5]}, "workers"),
        ({"workers": [2, 2]}, "workers"),
        ({"repeat": 0}, "repeat"),
    ],
)
def test_scaling_refuses(clock, wrong, name):
    arguments = {"serial": clock.job(1.0), "parallel": clock.job(1.0), "workers": [1]}
    with pytest.raises(ValueError, match=f"^{name} must"):
        scaling(**arguments | wrong)
    assert not clock.calls
