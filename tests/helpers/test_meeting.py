"""The rendezvous gives the right verdict, and the right words, for every engine of the course."""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing.pool import ThreadPool

import dask
import dask.bag
import joblib
import pytest
from distributed import Client, LocalCluster
from joblib.externals.loky import get_reusable_executor

import helpers.meeting
from helpers.meeting import Arrival, Meeting, rendezvous
from helpers.tasks import reciprocal

METHODS = multiprocessing.get_all_start_methods()

# Serial code is rightly found to be serial after any time; only a meeting may need the default.
SHORT = 0.2

IN_PROCESSES = "2 tasks ran at the same time, in 2 worker processes."
IN_THREADS = "2 tasks ran at the same time, in 2 threads of the notebook's own process."
SERIAL = "Both tasks ran in the notebook's own process, one after the other: no worker was used."
ONE_WORKER = (
    "One worker took every task. Either there is only one worker, or one chunk holds all the "
    "tasks (look at chunksize), or each task was waited for before the next one was handed out."
)
ONE_AT_A_TIME = (
    "The tasks ran in 2 worker processes, but never two at the same time: each was waited for "
    "before the next one started."
)


def words(meeting):
    """Return the explanation in one line, once its own lines are found to be short."""
    lines = meeting.explain().split("\n")
    assert max(map(len, lines)) <= 64
    return " ".join(lines)


# The engines. Each gives a mapper that runs two tasks at the same time, and one that does not.


def loop(fn, items):
    return [fn(item) for item in items]


@contextmanager
def pool(method):
    with multiprocessing.get_context(method).Pool(2) as workers:
        yield workers.map, lambda fn, items: workers.map(fn, items, chunksize=len(items))


@contextmanager
def thread_pool():
    with ThreadPool(2) as workers:
        yield workers.map, lambda fn, items: workers.map(fn, items, chunksize=len(items))


@contextmanager
def thread_executor():
    with ThreadPoolExecutor(2) as many, ThreadPoolExecutor(1) as one:
        yield many.map, one.map


@contextmanager
def process_executor(method):
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as workers:
        yield workers.map, lambda fn, items: workers.map(fn, items, chunksize=len(items))


@contextmanager
def joblib_backend(backend):
    def call(tasks):
        return joblib.Parallel(n_jobs=2, backend=backend)(tasks)

    yield (
        lambda fn, items: call(joblib.delayed(fn)(item) for item in items),
        # joblib cuts up the last batch, so a batch_size would not make one chunk of few tasks.
        lambda fn, items: call([joblib.delayed(list)(map(fn, items))]),
    )
    if backend == "loky":  # its workers would stay for the next time
        get_reusable_executor(reuse=True).shutdown()


def dask_tasks(fn, items, **options):
    """Make a task of each item."""
    return dask.compute([dask.delayed(fn)(item) for item in items], **options)


def dask_partition(fn, items, **options):
    """Make one task of all the items."""
    return dask.bag.from_sequence(items, npartitions=1).map(fn).compute(**options)


@contextmanager
def dask_threads():
    with ThreadPoolExecutor(2) as workers:
        options = {"scheduler": "threads", "pool": workers}
        yield partial(dask_tasks, **options), partial(dask_partition, **options)


@contextmanager
def dask_processes():
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as workers:
        options = {"scheduler": "processes", "pool": workers}
        # Dask's default here is a chunk of six tasks.
        yield partial(dask_tasks, chunksize=1, **options), partial(dask_tasks, **options)


@contextmanager
def dask_cluster():
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):

        def mapper(fn, items):
            return client.gather(client.map(fn, items))

        yield mapper, partial(dask_partition, scheduler=client)


ENGINES = {
    **{f"Pool-{method}": (partial(pool, method), IN_PROCESSES) for method in METHODS},
    **{
        f"ProcessPoolExecutor-{method}": (partial(process_executor, method), IN_PROCESSES)
        for method in METHODS
    },
    "ThreadPool": (thread_pool, IN_THREADS),
    "ThreadPoolExecutor": (thread_executor, IN_THREADS),
    "joblib-loky": (partial(joblib_backend, "loky"), IN_PROCESSES),
    "joblib-multiprocessing": (partial(joblib_backend, "multiprocessing"), IN_PROCESSES),
    "joblib-threading": (partial(joblib_backend, "threading"), IN_THREADS),
    "Dask-threads": (dask_threads, IN_THREADS),
    "Dask-processes": (dask_processes, IN_PROCESSES),
    "Dask-cluster": (dask_cluster, IN_PROCESSES),
}


@pytest.mark.parametrize("name", ENGINES)
def test_engine(name, repeats):
    start, in_words = ENGINES[name]
    met, apart = [], []
    while len(met) < repeats:
        with start() as (parallel, one_chunk):  # new workers for each ten verdicts
            for _ in range(min(10, repeats - len(met))):
                met.append(words(rendezvous(parallel)))
                apart.append(words(rendezvous(one_chunk, timeout=SHORT)))
    assert (met.count(in_words), apart.count(ONE_WORKER)) == (repeats, repeats), (met, apart)


def process_class(method):
    return multiprocessing.get_context(method).Process


WORKER_CLASSES = {
    **{f"Process-{method}": (process_class(method), "2 worker processes") for method in METHODS},
    "Thread": (threading.Thread, "2 threads of the notebook's own process"),
}


def started(cls, fn, items):
    """Start a worker for each item, lazily."""
    for item in items:
        worker = cls(target=fn, args=(item,))
        worker.start()
        yield worker


@pytest.mark.parametrize(("cls", "places"), WORKER_CLASSES.values(), ids=WORKER_CLASSES)
def test_start_all_then_join(cls, places, repeats):
    def mapper(fn, items):
        for worker in list(started(cls, fn, items)):
            worker.join()

    for _ in range(repeats):
        assert words(rendezvous(mapper)) == f"2 tasks ran at the same time, in {places}."


@pytest.mark.parametrize(("cls", "places"), WORKER_CLASSES.values(), ids=WORKER_CLASSES)
def test_start_and_join_in_a_loop(cls, places, repeats):
    def mapper(fn, items):
        for worker in started(cls, fn, items):
            worker.join()

    expected = [
        f"The tasks ran in {places}, but never two at the same time: each was waited for "
        "before the next one started."
    ]
    if os.name == "nt" and cls is threading.Thread:  # Windows gives a free number to the next one
        expected.append(ONE_WORKER)
    for _ in range(repeats):
        assert words(rendezvous(mapper, timeout=SHORT)) in expected


@pytest.mark.parametrize(("cls", "places"), WORKER_CLASSES.values(), ids=WORKER_CLASSES)
def test_start_and_do_not_wait(cls, places):
    workers = []
    meeting = rendezvous(lambda fn, items: workers.extend(started(cls, fn, items)))
    for worker in workers:
        worker.join()
    assert words(meeting) == f"2 tasks ran at the same time, in {places}."


@pytest.mark.parametrize(
    "mapper",
    [
        loop,
        map,
        lambda fn, items: joblib.Parallel(n_jobs=1)(joblib.delayed(fn)(item) for item in items),
        partial(dask_tasks, scheduler="synchronous"),
    ],
    ids=["loop", "map", "joblib-one-job", "Dask-synchronous"],
)
def test_serial_code(mapper, repeats):
    for _ in range(repeats):
        assert words(rendezvous(mapper, timeout=SHORT)) == SERIAL
        assert words(rendezvous(mapper, tasks=8, timeout=SHORT)) == SERIAL.replace("Both", "All 8")


def test_serial_code_costs_one_timeout_and_not_one_for_each_task(clock):
    rendezvous(loop, tasks=8, timeout=5.0)
    assert 5.0 < clock.now < 5.1


@pytest.mark.parametrize("method", METHODS)
def test_pool_of_one(method):
    with multiprocessing.get_context(method).Pool(1) as workers:
        assert words(rendezvous(workers.map, timeout=SHORT)) == ONE_WORKER


@pytest.mark.parametrize("tasks", [2, 8])
@pytest.mark.parametrize("method", METHODS)
def test_chunks(method, tasks):
    with multiprocessing.get_context(method).Pool(2) as workers:

        def mapper(fn, items, chunksize):
            return workers.map(fn, items, chunksize)

        one_chunk = rendezvous(partial(mapper, chunksize=tasks), tasks=tasks, timeout=SHORT)
        two_chunks = rendezvous(partial(mapper, chunksize=tasks // 2), tasks=tasks)
    assert words(one_chunk) == ONE_WORKER
    assert words(two_chunks) == IN_PROCESSES
    assert len(one_chunk.arrived) == len(two_chunks.arrived) == tasks


def test_apply_waits_for_each_task():
    with multiprocessing.get_context(METHODS[0]).Pool(2) as workers:
        meeting = rendezvous(
            lambda fn, items: [workers.apply(fn, (item,)) for item in items], timeout=SHORT
        )
    assert words(meeting) in (ONE_WORKER, ONE_AT_A_TIME)  # the pool chooses the workers


def test_more_parties_than_workers():
    with ThreadPool(3) as workers:
        assert rendezvous(workers.map, parties=3)
        meeting = rendezvous(workers.map, parties=4, timeout=SHORT)
    assert words(meeting) == (
        "The tasks ran in 3 threads of the notebook's own process: too few for 4 at the same "
        "time. Either there are no more workers, or the chunks are too large (look at chunksize)."
    )


def test_lazy_iterators_are_consumed():
    with multiprocessing.get_context(METHODS[0]).Pool(2) as workers:
        assert words(rendezvous(workers.imap_unordered)) == IN_PROCESSES
    assert words(rendezvous(lambda fn, items: (fn(i) for i in items), timeout=SHORT)) == SERIAL


def test_the_notebook_works_too():
    def mapper(fn, items):
        worker = threading.Thread(target=fn, args=(0,))
        worker.start()
        fn(1)
        worker.join()

    assert words(rendezvous(mapper)) == (
        "2 tasks ran at the same time, in one thread of the notebook's own process and the "
        "notebook's main thread."
    )


@pytest.mark.parametrize(
    ("run", "tasks", "expected"),
    [
        (0, 2, "No task was run at all."),
        (1, 2, "Only 1 of 2 tasks was run."),
        (
            5,
            8,
            "Only 5 of 8 tasks were run. They ran in the notebook's own process, one after the "
            "other: no worker was used.",
        ),
    ],
)
def test_some_tasks_are_left_out(run, tasks, expected):
    meeting = rendezvous(lambda fn, items: loop(fn, items[:run]), tasks=tasks, timeout=SHORT)
    assert words(meeting) == expected


def test_one_task_run_twice_at_the_same_time_is_no_meeting():
    with ThreadPoolExecutor(2) as workers:
        meeting = rendezvous(lambda fn, items: workers.map(fn, [0, 0]), timeout=SHORT)
    assert not meeting.met
    assert words(meeting) == "Only 1 of 2 tasks was run."


def test_items_come_back_unchanged():
    results = []
    with ThreadPoolExecutor(2) as workers:
        rendezvous(lambda fn, items: results.extend(workers.map(fn, items)), tasks=9)
    assert results == list(range(9))


def test_arrivals_are_in_the_order_of_the_tasks_start():
    order = [3, 1, 4, 0, 5, 7, 2, 6]
    meeting = rendezvous(lambda fn, items: loop(fn, order), tasks=8, timeout=SHORT)
    assert [arrival.item for arrival in meeting.arrived] == order


def test_the_task_can_be_called_when_all_is_over():
    kept = []
    rendezvous(lambda fn, items: kept.append(fn), timeout=SHORT)
    assert kept[0](1) == 1


def test_only_the_items_given():
    with pytest.raises(ValueError, match=r"^item must be in range\(2\), got 2"):
        rendezvous(lambda fn, items: fn(2))


@pytest.fixture
def folders(monkeypatch, tmp_path):
    """Have the rendezvous make its folders in this one."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_nothing_is_left_behind(folders):
    seen = []
    rendezvous(lambda fn, items: seen.extend(folders.iterdir()), timeout=SHORT)
    assert len(seen) == 1
    assert list(folders.iterdir()) == []


def test_what_the_mapper_raises_passes_through(folders):
    with pytest.raises(ZeroDivisionError):
        rendezvous(lambda fn, items: loop(reciprocal, items))
    with pytest.raises(ZeroDivisionError):
        rendezvous(lambda fn, items: map(reciprocal, items))
    assert list(folders.iterdir()) == []


def test_a_task_left_behind_returns(folders):
    with ThreadPoolExecutor(1) as worker:
        left = []

        def mapper(fn, items):
            left.append(worker.submit(fn, 0))
            (folder,) = folders.iterdir()
            while len(list(folder.iterdir())) < 2:  # until it waits for the other
                time.sleep(0.001)
            raise KeyError("mapper")

        with pytest.raises(KeyError):
            rendezvous(mapper, timeout=1000)
        assert left[0].result() == 0


class Clock:
    """Time that passes only while somebody sleeps."""

    now = 0.0

    def perf_counter(self):
        """Tell the time."""
        return self.now

    def sleep(self, seconds):
        """Let time pass."""
        self.now += seconds


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(helpers.meeting, "time", Clock())
    return helpers.meeting.time


def test_slow_starters_are_waited_for(clock):
    def mapper(fn, items):
        clock.sleep(3.0)  # until the first worker is up
        return loop(fn, items)

    assert not rendezvous(mapper, timeout=5.0)
    assert 3.0 + 5 * 3.0 < clock.now < 3.0 + 5 * 3.0 + 0.1


def test_who_is_interrupted_is_not_there_any_more(clock, monkeypatch):
    def interrupt(seconds):
        raise KeyboardInterrupt

    def mapper(fn, items):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(clock, "sleep", interrupt)
            fn(0)
        fn(1)

    assert words(rendezvous(mapper)) == SERIAL


HOME, OTHER, THIRD = 10, 20, 30  # pids; each main thread has the number of its process


@pytest.mark.parametrize(
    ("places", "parties", "met", "expected"),
    [
        ([(OTHER, 20), (OTHER, 21)], 2, True, "in 2 threads of one worker process."),
        (
            [(OTHER, 20), (HOME, 10)],
            2,
            True,
            "in one worker process and the notebook's main thread.",
        ),
        (
            [(OTHER, 20), (OTHER, 21), (THIRD, 30)],
            3,
            True,
            "3 tasks ran at the same time, in 3 threads of 2 worker processes.",
        ),
        (
            [(OTHER, 20), (THIRD, 30), (HOME, 11)],
            2,
            True,
            "At least 2 tasks ran at the same time. The tasks ran in 2 worker processes and one "
            "thread of the notebook's own process.",
        ),
        (
            [(OTHER, 20), (OTHER, 21)],
            2,
            False,
            "The tasks ran in 2 threads of one worker process, but never two at the same time: "
            "each was waited for before the next one started.",
        ),
        (
            [(OTHER, 20), (THIRD, 30), (HOME, 10)],
            3,
            False,
            "The tasks ran in 2 worker processes and the notebook's main thread, but never 3 at "
            "the same time: some were waited for before the others started.",
        ),
        (
            [(OTHER, 20), (OTHER, 20), (HOME, 10)],
            3,
            False,
            "The tasks ran in one worker process and the notebook's main thread: too few for 3 at "
            "the same time. Either there are no more workers, or the chunks are too large (look "
            "at chunksize).",
        ),
        ([(HOME, 11), (HOME, 11)], 2, False, ONE_WORKER),
    ],
)
def test_words_for_rarer_cases(places, parties, met, expected):
    arrived = tuple(Arrival(item, *place) for item, place in enumerate(places))
    meeting = Meeting(met, parties, len(places), arrived, caller=(HOME, 10))
    assert words(meeting).endswith(expected)
    assert bool(meeting) is met


def test_pids_and_threads_are_distinct_and_sorted():
    arrived = (Arrival(0, 30, 31), Arrival(1, 20, 21), Arrival(2, 30, 31), Arrival(3, 30, 30))
    meeting = Meeting(False, 2, 4, arrived, caller=(10, 10))
    assert meeting.pids == (20, 30)
    assert meeting.threads == ((20, 21), (30, 30), (30, 31))


def test_it_says_who_called():
    meeting = rendezvous(loop, timeout=SHORT)
    assert meeting.caller == (os.getpid(), threading.get_native_id())
    assert meeting.threads == (meeting.caller,)


@pytest.mark.parametrize(
    ("arguments", "argument"),
    [
        ({"mapper": None}, "mapper"),
        ({"parties": 1}, "parties"),
        ({"parties": 3, "tasks": 2}, "tasks"),
        ({"timeout": 0}, "timeout"),
    ],
)
def test_bad_input(arguments, argument):
    with pytest.raises(ValueError, match=f"^{argument} must be"):
        rendezvous(**{"mapper": loop, **arguments})


PINNED = """
import os, sys, pytest
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
sys.exit(pytest.main(sys.argv[1:]))
"""


@pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity"), reason="this platform cannot pin a process to a core"
)
def test_all_of_this_on_one_core():
    others = f"not {test_all_of_this_on_one_core.__name__}"
    options = [
        "-q",
        "-p",
        "no:cacheprovider",
    ]
    run = subprocess.run(
        [sys.executable, "-c", PINNED, __file__, "-k", others, *options],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert " passed" in run.stdout
