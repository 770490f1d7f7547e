"""The checks' tools: each lets right code pass, and says what is wrong with the rest."""

import os
import threading
from multiprocessing import Pool
from multiprocessing.pool import ThreadPool

import pytest

from helpers import checks, tasks

pools = []


def on_pool(fn, items):
    with Pool(2) as pool:
        return pool.map(fn, items, chunksize=1)


def on_threads(fn, items):
    with ThreadPool(2) as pool:
        return pool.map(fn, items, chunksize=1)


def leave_open_and_forget():
    Pool(1).apply(tasks.square, (2,))


def leave_open_and_keep():
    pools.append(Pool(1))


def test_messages_fit_the_validator():
    assert max(map(len, checks.wrap("many words " * 40).splitlines())) <= 64


def test_in_time_gives_results_and_errors():
    assert checks.in_time(tasks.square, 3) == 9
    with pytest.raises(ZeroDivisionError):
        checks.in_time(tasks.reciprocal, 0)


def test_in_time_gives_up():
    never = threading.Event()
    with pytest.raises(AssertionError, match="No answer after 0 seconds"):
        checks.in_time(never.wait, seconds=0.1)
    never.set()


def fail(result):
    raise LookupError("in the callback")


def call_back_and_fail():
    pools.append(Pool(1))
    return pools[-1].apply_async(tasks.square, (2,), callback=fail).get()


def test_in_time_says_what_a_callback_raised():
    hook = threading.excepthook
    with pytest.raises(LookupError, match="in the callback"):
        checks.in_time(call_back_and_fail)
    assert threading.excepthook is hook
    pool = pools.pop()
    pool._cache.clear()  # terminate fails over an answer that will never come
    pool.terminate()
    pool.join()


def test_meet_wants_worker_processes():
    assert len(checks.meet("(b)", on_pool).pids) == 2
    with pytest.raises(AssertionError, match=r"^\(b\) Use worker processes"):
        checks.meet("(b)", on_threads)


def test_meet_wants_two_at_a_time(monkeypatch):
    monkeypatch.setattr(checks, "rendezvous", lambda *words: checks_of_a_loop(*words))
    with pytest.raises(AssertionError, match="no worker was used"):
        checks.meet("(b)", map)


def checks_of_a_loop(mapper, parties, items):
    from helpers.meeting import rendezvous

    return rendezvous(mapper, parties, items, timeout=0.2)


def test_no_pool_left():
    with checks.no_pool_left("(b)"):
        on_pool(tasks.square, range(3))
    for leave in (leave_open_and_forget, leave_open_and_keep):
        with (
            pytest.raises(AssertionError, match="A pool was left open"),
            checks.no_pool_left("(b)"),
        ):
            leave()
    for pool in pools:
        pool.terminate()
        pool.join()
    pools.clear()


def test_no_pool_left_lets_errors_pass():
    with pytest.raises(ZeroDivisionError), checks.no_pool_left("(b)"):
        tasks.reciprocal(0)


def test_gates_and_pairs_serve_hold():
    with checks.gate_and_free() as (gate, free):
        assert tasks.hold(free) == free
        with pytest.raises(TimeoutError):
            tasks.hold(gate, timeout=0.01)
    with checks.file_pairs() as paths:
        assert len(paths) == 8
        later, first = paths[:2]
        assert tasks.hold(first) == first
        assert tasks.hold(later) == later


def test_one_cpu_for_a_moment():
    if not hasattr(os, "sched_setaffinity"):
        pytest.skip("this platform cannot pin a process to a core")
    before = os.sched_getaffinity(0)
    with checks.one_cpu():
        assert len(os.sched_getaffinity(0)) == 1
        assert os.cpu_count() == 64
    assert os.sched_getaffinity(0) == before
