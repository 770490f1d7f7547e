"""The toy workloads: what their doctests leave out."""

import logging
import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.shared_memory import SharedMemory
from types import SimpleNamespace

import numpy as np
import pytest
import threadpoolctl

from helpers.tasks import (
    add_one,
    backwards_nap,
    count_primes,
    deliver,
    die,
    draw,
    fib,
    flaky,
    hold,
    leak,
    log_to,
    nap,
    pin_blas,
    reciprocal,
    shared_dot,
    square_matrices,
    stumble,
)


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


def test_add_one_loses_what_others_write_meanwhile_and_not_under_the_lock(monkeypatch):
    counter, lock = SimpleNamespace(value=0), threading.Lock()
    monkeypatch.setattr("time.sleep", lambda seconds: setattr(counter, "value", 10))
    add_one(counter)
    assert counter.value == 1
    monkeypatch.setattr("time.sleep", lambda seconds: held.append(lock.locked()))
    held = []
    add_one(counter, lock=lock)
    assert (counter.value, held, lock.locked()) == (2, [True], False)


def test_deliver_brings_results_home_from_a_process():
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=deliver, args=(sender.send, "a", divmod, 7, 2))
    process.start()
    assert receiver.recv() == ("a", (3, 1))
    process.join()


def test_draw_without_a_seed_goes_on_with_the_global_generator():
    np.random.seed(0)
    assert [round(draw(), 4) for _ in range(2)] == [0.5488, 0.7152]


def test_flaky_succeeds_when_it_is_tried_often_enough(tmp_path):
    for number in (1, 2):
        with pytest.raises(OSError, match=f"^call {number} failed$"):
            flaky(tmp_path / "calls", failures=2)
    assert flaky(tmp_path / "calls", failures=2) == 3


def test_hold_waits_for_its_gate(tmp_path):
    gate, done = tmp_path / "gate", tmp_path / "gate.done"
    with pytest.raises(TimeoutError, match="'gate' was not opened"):
        hold(gate, timeout=0.01)
    assert not done.exists()
    gate.touch()
    assert hold(str(gate), timeout=0.01) == str(gate)
    assert done.exists()


def on_a_worker(function, *args):
    with ProcessPoolExecutor(1) as executor:
        return executor.submit(function, *args).result()


def test_die_takes_a_worker_with_it_and_spares_the_notebook():
    with pytest.raises(BrokenProcessPool):
        on_a_worker(die)
    with pytest.raises(RuntimeError, match="the notebook's own process"):
        die()


def test_stumble_dies_as_often_as_its_file_says(tmp_path):
    path = tmp_path / "task"
    path.write_text("1")
    with pytest.raises(BrokenProcessPool):
        on_a_worker(stumble, path)
    assert path.read_text() == "0"
    assert on_a_worker(stumble, path) == path
    assert path.read_text() == "-1"


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: nap(-1), "seconds"),
        (lambda: fib(-1), "n"),
        (lambda: add_one(None, -1), "seconds"),
        (lambda: backwards_nap(8), "i"),
        (lambda: backwards_nap(-1), "i"),
        (lambda: backwards_nap(0, unit=-1), "unit"),
    ],
)
def test_bad_input(call, argument):
    with pytest.raises(ValueError, match=f"^{argument} must be"):
        call()


def test_pin_blas_pins_the_workers_of_a_pool_whatever_they_have_loaded():
    for method in multiprocessing.get_all_start_methods():
        with multiprocessing.get_context(method).Pool(1, pin_blas, (1,)) as pool:
            pools = pool.apply(threadpoolctl.threadpool_info)
        assert all(one["num_threads"] == 1 for one in pools if one["user_api"] == "blas")
    with pytest.raises(ValueError, match="threads"):
        pin_blas(0)


def test_shared_dot_reads_what_another_process_wrote():
    n = 1_000
    memory = SharedMemory(create=True, size=2 * n * 8)
    try:
        vectors = np.ndarray((2, n), buffer=memory.buf)
        vectors[0], vectors[1] = np.arange(n), 2
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            blocks = [(memory.name, n, 0, 300), (memory.name, n, 300, n)]
            assert sum(pool.starmap(shared_dot, blocks)) == n * (n - 1)
            vectors[1] = 4  # no copy: the worker sees it
            assert sum(pool.starmap(shared_dot, blocks)) == 2 * n * (n - 1)
        del vectors
    finally:
        memory.close()
        memory.unlink()
    with pytest.raises(ValueError, match="start and stop"):
        shared_dot("", 3, 2, 4)


def test_what_a_worker_logs_comes_home():
    queue = multiprocessing.Queue()
    with ProcessPoolExecutor(1, initializer=log_to, initargs=(queue,)) as executor:
        executor.submit(logging.warning, "from the worker").result()
    record = queue.get(timeout=10)
    assert record.getMessage() == "from the worker"
    assert record.process != os.getpid()


def test_a_leak_grows_with_every_call_until_the_worker_is_renewed():
    with multiprocessing.Pool(1, maxtasksperchild=2) as pool:
        held = pool.map(leak, [30] * 4, chunksize=1)
    assert held[1] > held[0] + 20 and held[3] > held[2] + 20
    assert held[2] < held[1] - 10


def test_leak_takes_no_negative_memory():
    with pytest.raises(ValueError, match="megabytes"):
        leak(-1)


def test_square_matrices_needs_a_matrix():
    with pytest.raises(ValueError, match="n must be"):
        square_matrices(0, n=0)
