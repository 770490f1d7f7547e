"""How many hand-ins run at a time: on a machine of two CPUs that says what we want to hear."""

from types import SimpleNamespace

import pytest

from parcours.grade.instructor import concurrency
from parcours.grade.instructor.concurrency import LOOK, ConcurrencyLimit


@pytest.fixture
def machine(monkeypatch):
    """Be a machine: seconds on the clock, percent of all CPUs at work, bytes of free memory."""
    now = SimpleNamespace(seconds=0.0, percent=0.0, memory=8)
    monkeypatch.setattr(concurrency, "cpu_count", lambda: 2)
    monkeypatch.setattr(concurrency.time, "monotonic", lambda: now.seconds)
    monkeypatch.setattr(concurrency.psutil, "cpu_count", lambda: 4)
    monkeypatch.setattr(concurrency.psutil, "cpu_percent", lambda: now.percent)
    monkeypatch.setattr(
        concurrency.psutil, "virtual_memory", lambda: SimpleNamespace(available=now.memory)
    )
    return now


def has_room(machine, running, after=LOOK):
    """Say whether there is room beside so many, so many seconds after the last look."""
    few_or_many = ConcurrencyLimit(4, 16, memory=4)
    machine.seconds += after
    return few_or_many.has_room(running)


@pytest.mark.parametrize(
    ("running", "percent", "memory", "room"),
    [
        (3, 100, 0, True),  # so few run in any case
        (4, 40, 8, True),
        (4, 45, 8, False),  # of four CPUs, two at work: as many as we may use
        (4, 100, 8, False),
        (4, 40, 4, False),
        (15, 0, 8, True),
        (16, 0, 8, False),
    ],
)
def test_room(machine, running, percent, memory, room):
    machine.percent, machine.memory = percent, memory
    assert has_room(machine, running) is room


def test_one_at_a_look(machine):
    assert not has_room(machine, 4, after=LOOK / 2)
    some = ConcurrencyLimit(4, 16, memory=4)
    machine.seconds += LOOK
    assert some.has_room(4)
    assert not some.has_room(5)  # the CPUs have not felt that one yet
    machine.seconds += LOOK
    assert some.has_room(5)


def test_a_number_of_our_own(machine):
    assert ConcurrencyLimit(3, 3, memory=4).has_room(2)
    machine.seconds += LOOK
    assert not ConcurrencyLimit(3, 3, memory=4).has_room(3)
