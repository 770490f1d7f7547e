"""Traced tasks: what they record, that they reach every worker, and how they are counted."""

import asyncio
import functools
import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import joblib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.meeting import rendezvous
from helpers.tasks import nap, reciprocal, square
from helpers.tracing import Task, max_concurrency, traced

METHODS = multiprocessing.get_all_start_methods()


def test_a_task_knows_its_place():
    task = traced(nap)(0.01)
    assert (task.result, task.pid, task.thread) == (0.01, os.getpid(), threading.get_ident())
    assert task.seconds == task.end - task.start >= 0.01


def test_arguments_pass_through():
    assert traced(sorted)([1, 3, 2], reverse=True).result == [3, 2, 1]


def test_exceptions_pass_through():
    with pytest.raises(ZeroDivisionError):
        traced(reciprocal)(0)


def test_it_keeps_name_and_docstring():
    assert traced(nap).__name__ == "nap"
    assert traced(nap).__doc__ == nap.__doc__
    assert repr(nap) in repr(traced(nap))


@pytest.mark.parametrize(
    "fn",
    [square, lambda x: x * x, functools.partial(pow, exp=2), traced(square)],
    ids=["function", "lambda", "partial", "traced"],
)
def test_anything_callable_survives_pickle(fn):
    copy = pickle.loads(pickle.dumps(traced(fn)))
    result = copy(3).result
    assert (result.result if isinstance(result, Task) else result) == 9


def test_a_class_is_callable_too():
    copy = pickle.loads(pickle.dumps(traced(complex)))
    assert copy(1, 2).result == 1 + 2j
    assert not hasattr(copy, "conjugate")  # which is the business of its results


@pytest.mark.parametrize("fn", [None, 3, "nap"])
def test_not_callable(fn):
    with pytest.raises(ValueError, match=r"^fn must be callable"):
        traced(fn)


# In an interpreter of its own, because the functions of a notebook live in __main__ and nowhere
# else: a spawned worker cannot import them.
IN_MAIN = """
import multiprocessing
from helpers import traced

factor = 3

def triple(x):
    return factor * x

with multiprocessing.get_context({method!r}).Pool(1) as pool:
    print([task.result for task in pool.map(traced(triple), range(3))])
"""


@pytest.mark.parametrize("method", METHODS)
def test_a_function_of_the_notebook_reaches_the_workers(method):
    run = subprocess.run(
        [sys.executable, "-c", IN_MAIN.format(method=method)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (run.stdout, run.stderr) == ("[0, 3, 6]\n", "")


def trace_a_meeting(mapper):
    """Return the tasks of a rendezvous that took place; they ran at the same time, surely."""
    tasks = []

    def traced_mapper(fn, items):
        tasks.extend(mapper(traced(fn), items))

    assert rendezvous(traced_mapper)
    return tasks


# These also prove that the clocks of two processes agree.
@pytest.mark.parametrize("method", METHODS)
def test_processes_that_meet_overlap(method):
    with multiprocessing.get_context(method).Pool(2) as pool:
        tasks = trace_a_meeting(pool.map)
    assert max_concurrency(tasks) == 2
    assert len({task.pid for task in tasks} - {os.getpid()}) == 2


def test_threads_that_meet_overlap():
    with ThreadPoolExecutor(2) as executor:
        tasks = trace_a_meeting(executor.map)
    assert max_concurrency(tasks) == 2
    assert {task.pid for task in tasks} == {os.getpid()}
    assert len({task.thread for task in tasks}) == 2


def test_loky_workers_that_meet_overlap():
    def mapper(fn, items):
        return joblib.Parallel(n_jobs=2)(joblib.delayed(fn)(item) for item in items)

    tasks = trace_a_meeting(mapper)
    assert max_concurrency(tasks) == 2


def test_serial_tasks_never_overlap():
    assert max_concurrency(map(traced(square), range(50))) == 1


def test_no_tasks():
    assert max_concurrency([]) == 0


intervals = st.tuples(st.integers(0, 12), st.integers(0, 4)).map(
    lambda pair: Task(None, float(pair[0]), float(sum(pair)), 1, 1)
)


@given(st.lists(intervals))
def test_max_concurrency_agrees_with_counting_at_each_instant(tasks):
    # Starts and ends are whole seconds, so the halves stand for all the instants between them.
    # A task of no length is there at its own instant, beside all those that go on through it.
    between = [sum(t.start < half < t.end for t in tasks) for half in (n + 0.5 for n in range(17))]
    at_once = [
        1 + sum(t.start <= empty.start < t.end for t in tasks)
        for empty in tasks
        if empty.start == empty.end
    ]
    assert max_concurrency(tasks) == max(between + at_once)


def test_an_async_function_is_timed_when_it_is_awaited():
    async def later(x):
        await asyncio.sleep(0.01)
        return x

    task = asyncio.run(traced(later)(3))
    assert task.result == 3
    assert task.seconds >= 0.009
