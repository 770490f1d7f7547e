"""The toy workloads: what their doctests leave out."""

import pytest

from helpers.tasks import backwards_nap, count_primes, fib, hold, nap, reciprocal


def test_count_primes_agrees_with_a_sieve():
    limit = 500
    sieve = set(range(2, limit))
    for number in range(2, limit):
        sieve -= set(range(2 * number, limit, number))
    assert [count_primes(n) for n in range(limit)] == [
        sum(prime < n for prime in sieve) for n in range(limit)
    ]


def test_backwards_nap_sleeps_less_and_less(monkeypatch):
    naps = []
    monkeypatch.setattr("time.sleep", naps.append)
    assert [backwards_nap(i, n=4, unit=0.5) for i in range(4)] == [0, 1, 2, 3]
    assert naps == [2.0, 1.5, 1.0, 0.5]


def test_reciprocal_fails_on_zero():
    with pytest.raises(ZeroDivisionError):
        reciprocal(0)


def test_hold_waits_for_its_gate(tmp_path):
    gate, done = tmp_path / "gate", tmp_path / "gate.done"
    with pytest.raises(TimeoutError, match="'gate' was not opened"):
        hold(gate, timeout=0.01)
    assert not done.exists()
    gate.touch()
    assert hold(str(gate), timeout=0.01) == str(gate)
    assert done.exists()


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: nap(-1), "seconds"),
        (lambda: fib(-1), "n"),
        (lambda: backwards_nap(8), "i"),
        (lambda: backwards_nap(-1), "i"),
        (lambda: backwards_nap(0, unit=-1), "unit"),
    ],
)
def test_bad_input(call, argument):
    with pytest.raises(ValueError, match=f"^{argument} must be"):
        call()
