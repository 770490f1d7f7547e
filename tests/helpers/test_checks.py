"""The checks' tools: each lets right code pass, and says what is wrong with the rest."""

import multiprocessing
import os
import queue
import sys
import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import nullcontext
from multiprocessing import Pool
from multiprocessing.pool import ThreadPool
from unittest import mock

import dask
import numpy as np
import pytest
from dask.distributed import default_client, get_client
from joblib.externals.loky import get_reusable_executor

from helpers import checks, rendezvous, tasks
from helpers.checks.waiting import _any_runs

pools = []


def on_pool(fn, items):
    with Pool(2) as pool:
        return pool.map(fn, items, chunksize=1)


@pytest.fixture(autouse=True, scope="module")
def alone():
    """End the workers that joblib keeps from the tests of another file."""
    get_reusable_executor().shutdown(wait=True, kill_workers=True)


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


def test_in_time_gives_up_with_a_hint():
    never = threading.Event()
    with pytest.raises(AssertionError, match=r"seconds\. Somebody sleeps"):
        checks.in_time(never.wait, seconds=0.1, hint="Somebody sleeps.")
    never.set()


def open_one_that_fails():
    pools.append(Pool(1, initializer=sys.exit))
    return pools[-1].apply(tasks.square, (2,))


def test_in_time_ends_a_pool_whose_workers_all_fail():
    with Pool(1) as other:
        with pytest.raises(AssertionError, match="No answer after"):
            checks.in_time(open_one_that_fails, seconds=0.2)
        pools.pop().join()  # which ends only after terminate
        assert not set(multiprocessing.active_children()) - set(other._pool)
        assert other.apply(tasks.square, (3,)) == 9


def fail(result):
    raise LookupError("in the callback")


def call_back_and_fail():
    pools.append(Pool(1))
    return pools[-1].apply_async(tasks.square, (2,), callback=fail).get()


@pytest.mark.skipif(sys.platform == "win32", reason="no lock there to be lost")
def test_in_time_wakes_a_pool_that_is_being_terminated():
    """Its last message waits for a lock that a worker took when it was killed."""

    def terminate():
        orders, results = queue.SimpleQueue(), multiprocessing.SimpleQueue()
        orders.put(None)
        results._wlock.acquire()
        handler = threading.Thread(
            target=multiprocessing.pool.Pool._handle_tasks,
            args=(orders, None, results, [], {}),
            daemon=True,
        )
        handler.start()
        handler.join()
        return results.get()

    assert checks.in_time(terminate, seconds=30) is None


def test_in_time_says_what_a_callback_raised():
    hook = threading.excepthook
    with pytest.raises(LookupError, match="in the callback"):
        checks.in_time(call_back_and_fail)
    assert threading.excepthook is hook
    pool = pools.pop()
    pool._cache.clear()  # terminate fails over an answer that will never come
    pool.terminate()
    pool.join()


def test_in_time_leaves_joblibs_own_threads_alone():
    manager = type("Manager", (threading.Thread,), {"__module__": "joblib.externals.loky"})

    def broken_off():
        thread = manager(target=fail, args=(27,))
        thread.start()
        thread.join()
        return "a result"

    assert checks.in_time(broken_off) == "a result"


def test_meet_wants_worker_processes():
    assert len(checks.meet("(b)", on_pool).pids) == 2
    with pytest.raises(AssertionError, match=r"^\(b\) Use worker processes"):
        checks.meet("(b)", on_threads)
    assert len(checks.meet("(b)", on_threads, processes=False).pids) == 1


def test_meet_wants_two_at_a_time(monkeypatch):
    monkeypatch.setattr(
        "helpers.checks.waiting.rendezvous", lambda *words: checks_of_a_loop(*words)
    )
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


def start(seconds):
    process = multiprocessing.Process(target=tasks.nap, args=(seconds,))
    process.start()
    return process


def test_in_time_leaves_exit_codes_to_who_joins():
    def exit_codes():
        processes = [multiprocessing.Process(target=sys.exit, args=(n,)) for n in range(1, 4)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return [process.exitcode for process in processes]

    assert checks.in_time(exit_codes) == [1, 2, 3]


def test_in_time_sees_whether_a_child_runs():
    child = start(60)
    assert _any_runs([child])
    child.kill()
    child.join()
    assert not _any_runs([child])


def test_no_process_left():
    with checks.no_process_left("(b)"):
        start(0).join()
        start(0.1)  # ends by itself
    for number, words in [(1, "A process was left"), (2, "2 processes were left")]:
        left = []
        with (
            pytest.raises(AssertionError, match=rf"^\(b\) {words} running"),
            checks.no_process_left("(b)"),
        ):
            left += [start(60) for _ in range(number)]
        assert not any(process.is_alive() for process in left)


def test_no_process_left_lets_errors_pass():
    left = []
    with pytest.raises(ZeroDivisionError), checks.no_process_left("(b)"):
        left.append(start(60))
        tasks.reciprocal(0)
    assert not left[0].is_alive()


def test_no_thread_left():
    with checks.no_thread_left("(z)"):
        on_threads(tasks.square, range(4))
        threading.Thread(target=tasks.nap, args=(0.1,)).start()
    never = threading.Event()
    for words, number in [(r"\(z\) A thread was", 1), (r"\(z\) 2 threads were", 2)]:
        with pytest.raises(AssertionError, match=words), checks.no_thread_left("(z)"):
            for _ in range(number):
                threading.Thread(target=never.wait, daemon=True).start()
    never.set()


def test_meet_hands_its_hint_on():
    with mock.patch("helpers.checks.waiting.in_time", side_effect=LookupError) as in_time:
        with pytest.raises(LookupError):
            checks.meet("(z)", on_threads, processes=False, hint="Somebody sleeps.")
        assert in_time.call_args.kwargs == {"hint": "Somebody sleeps."}


def test_a_lent_executor_is_used():
    with checks.lent_executor("(b)") as executor:
        assert list(executor.map(tasks.square, range(3))) == [0, 1, 4]
        assert [future.result() for future in executor.futures] == [0, 1, 4]
    with (
        pytest.raises(AssertionError, match=r"^\(b\) The executor .* got\s+no task"),
        checks.lent_executor("(b)"),
    ):
        pass


def test_a_lent_executor_is_not_shut_down():
    with (
        pytest.raises(AssertionError, match=r"^\(b\) Your function shut down the executor"),
        checks.lent_executor("(b)") as executor,
        executor,
    ):
        executor.submit(tasks.square, 3)


def test_a_lent_executor_ends_tasks_that_wait_for_one_another():
    with checks.lent_executor("(b)", workers=1) as executor:
        outer = executor.submit(lambda: executor.submit(tasks.square, 3).result())
        with pytest.raises(TimeoutError):
            outer.result(timeout=0.1)
    assert isinstance(outer.exception(timeout=10), CancelledError)


def test_stumbling_counts_starts():
    with checks.stumbling(0, 0) as (paths, starts):
        assert tasks.stumble(paths[1]) == tasks.stumble(paths[1]) == paths[1]
        assert starts() == [0, 2]
        paths[0].write_text("1")
        with pytest.raises(RuntimeError, match="die ends worker processes"):
            tasks.stumble(paths[0])


def test_a_dask_client_has_workers_and_is_not_the_current_one():
    with checks.dask_client() as client:
        assert list(client.nthreads().values()) == [1, 1]
        assert client.submit(tasks.square, 3).result() == 9
        meeting = rendezvous(lambda fn, items: client.gather(client.map(fn, items)))
        assert meeting and meeting.pids == (os.getpid(),)
        with pytest.raises(ValueError, match="No client"):
            default_client()
    assert client.status == "closed"


def test_after_a_current_dask_client_the_usual_scheduler_is_back():
    with checks.dask_client(current=True) as client:
        assert checks.in_time(default_client) is client
        client.submit(lambda: get_client().submit(tasks.square, 3).result()).result()
    assert dask.delayed(tasks.square)(3).compute() == 9


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


def test_spawned_and_back_again():
    before = multiprocessing.get_start_method(allow_none=True)
    with pytest.raises(ZeroDivisionError), checks.spawned():
        with Pool(1) as pool:
            assert type(pool._pool[0]).__name__ == "SpawnProcess"
        raise ZeroDivisionError
    assert multiprocessing.get_start_method(allow_none=True) == before


def test_a_watched_dot_knows_views_from_copies_whichever_comes_first():
    a, b, seen = np.arange(6), np.arange(6, 12), []
    dot = checks.WatchedDot(a, b, seen.append)
    assert dot(a[2:4], b[2:4]) + dot(b[4:], a[4:]) == np.dot(a[2:], b[2:])
    assert (dot.blocks, dot.copied, dot.kinds, seen) == ([2, 2], False, {"i"}, [2, 4])
    dot(a[:0], b[:0])
    assert not dot.copied and len(seen) == 2
    for x, y in [(a[:2].copy(), b[:2]), (a[:2], b[:2].astype(float)), (a[:2], [6, 7])]:
        dot = checks.WatchedDot(a, b)
        assert dot(x, y) == 7
        assert dot.copied


def test_a_watched_dot_sees_rows_and_writes_into_out():
    a, b, out = np.arange(6).reshape(3, 2), np.ones((2, 4)), np.zeros((3, 4))
    dot = checks.WatchedDot(a, b)
    dot(a[1:], b, out=out[1:])
    assert (dot.blocks, dot.copied, dot.kinds) == ([2], False, {"i", "f"})
    assert out.tolist() == [[0] * 4, [5] * 4, [9] * 4]


def test_a_watched_dot_says_why_it_does_not_travel():
    dot = checks.WatchedDot(np.ones(2), np.ones(2))
    with Pool(1) as pool, pytest.raises(AssertionError, match="worker process"):
        pool.apply(dot, (np.ones(2), np.ones(2)))


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda f, items, n: [f(x) for x in list(items)[:1000]], "and not"),
        (lambda f, items, n: list({x: f(x) for x in items}.values()), "and not"),
        (lambda f, items, n: tuple(f(x) for x in items), "gave (), and not []"),
        (
            lambda f, items, n: [f(x) for x in items if (f, x) != (tasks.reciprocal, 0)],
            "and not Zero",
        ),
        (lambda f, items, n: [float(f(x)) for x in items], "gave [49.0], and not [49]"),
    ],
)
def test_what_differs_from_plain_code_is_told(function, words):
    with pytest.raises(AssertionError, match=r"^\(b\)") as caught:
        checks.same("(b)", function, lambda f, items, n: [f(x) for x in items], *checks.MAPS)
    assert words in " ".join(str(caught.value).split())


def test_what_does_the_same_as_plain_code_passes():
    def threads(function, items, workers):
        with ThreadPoolExecutor(workers) as executor:
            return list(executor.map(function, items))

    checks.same("(b)", threads, lambda f, items, n: [f(x) for x in items], *checks.MAPS)


@pytest.mark.parametrize(("workers", "right"), [(2, False), (3, True), (4, False)])
def test_as_many_workers_as_asked_for_and_not_one_more(workers, right):
    def mapper(function, items, asked):
        with ThreadPoolExecutor(workers) as executor:
            return list(executor.map(function, items))

    with nullcontext() if right else pytest.raises(AssertionError, match="For workers=3"):
        checks.meet_exactly("(b)", mapper, 3, processes=False)
