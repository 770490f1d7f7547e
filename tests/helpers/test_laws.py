"""The laws, against figures worked out by hand."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.laws import amdahl, gustafson, karp_flatt


@pytest.mark.parametrize(
    ("law", "arguments", "by_hand"),
    [
        (amdahl, (0, 8), 1),
        (amdahl, (1, 8), 8),
        (amdahl, (0.9, 1), 1),
        (amdahl, (0.9, 9), 5),  # 1 / (0.1 + 0.1)
        (amdahl, (0.95, math.inf), 20),
        (amdahl, (1, math.inf), math.inf),
        (gustafson, (0, 8), 1),
        (gustafson, (1, 8), 8),
        (gustafson, (0.9, 9), 8.2),  # 0.1 + 8.1
        (karp_flatt, (2, 2), 0),
        (karp_flatt, (1, 4), 1),  # no gain: all of it is serial
        (karp_flatt, (4, 16), 0.2),  # (1/4 - 1/16) / (15/16)
        (karp_flatt, (0.5, 2), 3),  # a slow-down
    ],
)
def test_by_hand(law, arguments, by_hand):
    result = law(*arguments)
    assert type(result) is float
    assert result == pytest.approx(by_hand)


def test_arrays_are_broadcast():
    result = amdahl([[0.0], [0.5], [1.0]], [1, 2])
    np.testing.assert_allclose(result, [[1, 1], [1, 4 / 3], [1, 2]])
    np.testing.assert_allclose(gustafson(0.5, np.array([1, 3])), [1, 2])
    np.testing.assert_allclose(karp_flatt([1, 2], 2), [1, 0])


@given(st.fractions(0, 1), st.integers(2, 1000))
def test_karp_flatt_finds_the_serial_part_of_amdahl(fraction, workers):
    speedup = 1 / (1 - fraction + Fraction(fraction, workers))  # exact
    assert amdahl(float(fraction), workers) == pytest.approx(float(speedup))
    assert karp_flatt(float(speedup), workers) == pytest.approx(float(1 - fraction), abs=1e-9)


@pytest.mark.parametrize("law", [amdahl, gustafson])
@pytest.mark.parametrize("fraction", [-0.1, 1.1, math.nan, [0.5, 2]])
def test_wrong_fraction(law, fraction):
    with pytest.raises(ValueError, match=r"^fraction must"):
        law(fraction, 2)


@pytest.mark.parametrize(
    ("law", "workers"),
    [(amdahl, 0.5), (gustafson, 0), (karp_flatt, 1), (karp_flatt, [2, math.nan])],
)
def test_wrong_workers(law, workers):
    with pytest.raises(ValueError, match=r"^workers must"):
        law(1, workers)


@pytest.mark.parametrize("speedup", [0, -1, math.nan])
def test_wrong_speedup(speedup):
    with pytest.raises(ValueError, match=r"^speedup must"):
        karp_flatt(speedup, 2)
