"""On a Dask cluster: the same marks, whatever is lost on the way, and nothing is left there."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from dask import config as dask_config
from distributed import LocalCluster
from hand_ins import ALL, add
from nbgrader.api import Gradebook
from small_course import FULL, can_seclude, wait_until

from helpers import DaskProcesses
from parcours.course import CourseError
from parcours.grade.cluster import client, worker
from parcours.grade.sandbox.client import Broken

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(not can_seclude(), reason="no sandbox here"),
]

SOME = ("honest", "half_right", "deleted_test", "kills_itself", "exit_in_a_test")
HOSTILE = ("leaves_workers_behind", "reads_what_it_should_not")
FULL_MARKS = {f"s{i}": FULL for i in range(8)}
BOUNDS = {"total": 60, "memory": 2**30, "disk": 2**24, "output": 1000, "processes": 60}


@pytest.fixture
def course(released, tmp_path):
    """Return a copy to hand in to; nothing is left of it in the end."""
    course = released.copy(tmp_path / "course")
    yield course
    wait_until(lambda: not course.processes())
    assert not list(course.root.rglob("*.part"))


@pytest.fixture(scope="module")
def dask():
    with DaskProcesses(2, threads=2) as dask:
        yield dask


@pytest.fixture
def slow_class(course):
    """Return a class of eight, of a second each."""
    for student in FULL_MARKS:
        nb = course.answered()
        add(nb, "import time; time.sleep(1)", "double")
        course.hand_in(student, nb)
    return course


def address(dask):
    return dask.client.scheduler.address


def start(course, dask, *words):
    """Start the command, and return it when the first hand-in is graded."""
    command = [sys.executable, "-m", "parcours", "grade", "small", "--scheduler", address(dask)]
    process = subprocess.Popen(
        [*command, *words],
        cwd=course.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_until(lambda: course.all_graded() or process.poll())
    return process


def marks(course):
    """Read the points of all checks, for each of the class."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "small") as book:
        return {
            handed_in.student.id: {
                one.name: one.auto_score
                for one in handed_in.notebooks[0].grades
                if one.name != "essay"
            }
            for handed_in in book.assignment_submissions("small")
        }


def job(*sources, timeout=None):
    cells = [
        {"index": index, "source": source, "test": False, "locked": False, "timeout": timeout}
        for index, source in enumerate(sources)
    ]
    return {
        "cells": cells,
        "files": {},
        "modules": {},
        "names": [],
        "asked": [],
        "imports": {},
    }


def test_the_same_points_and_outcomes(course, dask):
    for name in SOME + HOSTILE:
        course.hand_in_case(name, ALL[name])
    said = course.grade("--scheduler", address(dask))
    for name in SOME + HOSTILE:
        points = {check: got for check, (got, _) in said[name]["points"].items()}
        assert points == ALL[name].points | {"essay": points["essay"]}, said[name]
        assert ALL[name].outcome in said[name]["outcome"]
    assert not course.processes()


def test_a_lost_worker(slow_class, dask):
    command = start(slow_class, dask)
    dask.workers["worker-0"].kill()
    dask.start_worker()
    assert command.wait(120) == 0, command.stderr.read()
    assert marks(slow_class) == FULL_MARKS


@pytest.mark.everything
def test_a_lost_scheduler(slow_class):
    with DaskProcesses(1, threads=2) as dask:
        command = start(slow_class, dask)
        dask._processes[0].kill()
        assert command.wait(120) == 1
        said = command.stderr.read()
        assert said.count("\n") == 1 and "was lost: run the command again" in said
        wait_until(lambda: not slow_class.processes(), 60)
    assert len(slow_class.all_graded()) < 8
    slow_class.grade()
    assert marks(slow_class) == FULL_MARKS


@pytest.mark.everything
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("words", [(), ("--no-sandbox",)])
def test_a_lost_grader(slow_class, dask, number, words):
    command = start(slow_class, dask, *words)
    assert slow_class.processes()
    command.send_signal(number)
    command.wait(60)
    wait_until(lambda: not slow_class.processes(), 30)
    slow_class.grade("--scheduler", address(dask), *words)
    assert marks(slow_class) == FULL_MARKS


@pytest.mark.everything
def test_what_was_earned_stays(dask):
    told = []
    with client.Cluster(address(dask), BOUNDS) as there:
        end = there.run(job("1 + 1", "import os; os._exit(3)", "2"), told.append)
        assert "exit code 3" in end["end"]
        assert [one["status"] for one in told] == ["ok", "died", "not run"]


def test_what_runs_on_the_workers_ends_with_the_run(dask, course):
    with ThreadPoolExecutor(1) as thread:
        with client.Cluster(address(dask), BOUNDS) as there:
            running = thread.submit(there.run, job("import time; time.sleep(60)"))
            wait_until(lambda: any(dask.client.processing().values()))
            assert course.processes()
        wait_until(lambda: not course.processes())
        with pytest.raises((Broken, CourseError)):
            running.result()


@pytest.mark.everything
def test_tuning_is_the_graders(dask, monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    told = []
    with client.Cluster(address(dask), BOUNDS) as there:
        there.run(job("import os; print(os.environ['OMP_NUM_THREADS'])"), told.append)
    assert told[0]["outputs"][0]["text"] == "7\n"


@pytest.mark.everything
def test_workers_that_are_lost_again_and_again():
    with DaskProcesses(1) as dask, ThreadPoolExecutor(1) as thread:
        with client.Cluster(address(dask), BOUNDS) as there:
            running = thread.submit(there.run, job("import time; time.sleep(60)"))
            name = "worker-0"
            while not running.done():
                wait_until(lambda: running.done() or any(dask.client.processing().values()))
                dask.workers[name].kill()
                name = dask.start_worker()
        with pytest.raises(Broken, match="4 Dask workers were lost, one after the other"):
            running.result()


def test_other_versions_are_refused(dask, monkeypatch):
    monkeypatch.setattr(client, "VERSIONS", worker.VERSIONS | {"numpy": "0.1"})
    with pytest.raises(CourseError, match=r"has numpy .*, and here it is 0\.1: install the same"):
        client.Cluster(address(dask), BOUNDS)


def test_a_worker_without_a_sandbox_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    refusal = r"^no sandbox on .*: bubblewrap is not installed"
    with DaskProcesses(1) as dask, pytest.raises(CourseError, match=refusal):
        client.Cluster(address(dask), BOUNDS)


@pytest.mark.parametrize("somewhere", ["tcp://127.0.0.1:1", "127.0.0.1", "no://where:1"])
def test_no_scheduler(somewhere):
    with (
        dask_config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(CourseError, match=f"no Dask scheduler at {somewhere}: [^\n]+$"),
    ):
        client.Cluster(somewhere, BOUNDS)


def test_no_worker():
    with (
        LocalCluster(n_workers=0, protocol="tcp://", dashboard_address=":0") as empty,
        dask_config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(CourseError, match="has had no worker for 1 s: start one with `dask worker"),
    ):
        client.Cluster(empty.scheduler_address, BOUNDS)
