"""Killed, interrupted, run again: the marks are those of an undisturbed run, and nothing is left."""

import os
import signal
import subprocess
import sys

import psutil
import pytest
from hand_ins import add
from nbgrader.api import Gradebook
from small_course import FULL, can_seclude, wait_until

from parcours.grade.sandbox.client import Broken, Sandbox
from parcours.notebooks import grade_id

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(not can_seclude(), reason="no sandbox here"),
]


@pytest.fixture
def course(released, tmp_path):
    """Return a copy to hand in to."""
    return released.copy(tmp_path / "course")


def points(course, student):
    """Read the points of all checks from the gradebook."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "small") as book:
        found = book.find_submission("small", student).notebooks[0].grades
        return {one.name: one.auto_score for one in found if one.name != "essay"}


def slow(course, seconds):
    nb = course.answered()
    add(nb, f"import time; time.sleep({seconds})", "double")
    return nb


def start(course, *words):
    command = [sys.executable, "-m", "parcours", "grade", "small", *words]
    return subprocess.Popen(
        command, cwd=course.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.mark.everything
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("words", [(), ("--no-sandbox",)])
def test_killed_and_run_again(course, number, words):
    for i in range(8):
        course.hand_in(f"s{i}", slow(course, 0.6))
    command = start(course, "-j", "2", *words)
    wait_until(course.all_graded)
    assert course.processes()
    command.send_signal(number)
    command.wait(30)
    wait_until(lambda: not course.processes())
    assert len(course.all_graded()) < 8
    course.grade("-j", "2", *words)
    assert all(points(course, f"s{i}") == FULL for i in range(8))
    assert not list(course.root.rglob("*.part"))
    wait_until(lambda: not course.processes())


def test_killed_server(course):
    for i in range(4):
        course.hand_in(f"s{i}", slow(course, 2))
    command = start(course, "-j", "2")
    wait_until(course.all_graded)
    course.kill()
    assert command.wait(60) == 0
    assert all(points(course, f"s{i}") == FULL for i in range(4))


def test_old_points_do_not_stay(course):
    course.hand_in("ada", course.answered())
    course.grade()
    assert points(course, "ada") == FULL
    nb = course.answered()
    for cell in nb.cells:
        if grade_id(cell) == "triple":
            cell.source = "pass"
    nb.cells = [cell for cell in nb.cells if grade_id(cell) != "check-triple"]
    course.hand_in("ada", nb)
    course.grade("--force")
    assert points(course, "ada") == FULL | {"check-triple": 0, "partial": 0}


@pytest.mark.everything
def test_graded_ones_are_skipped(course):
    course.hand_in("ada", course.answered())
    assert course.grade().keys() == {"ada"}
    course.hand_in("bob", course.answered())
    assert course.grade().keys() == {"bob"}
    assert course.grade("--force", "--student", "ada").keys() == {"ada"}


def test_refuses_without_a_sandbox(course, monkeypatch, tmp_path):
    course.hand_in("ada", course.answered())
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    said = course.grade(check=False)
    assert "bubblewrap is not installed" in said
    assert "--no-sandbox" in said
    assert not (course.root / "autograded").exists()


def test_no_sandbox_keeps_limits_and_cleans_up(course):
    nb = course.answered()
    add(nb, "import subprocess\nsubprocess.Popen(['sleep', '8765'], start_new_session=True)")
    add(nb, "while True:\n    pass")
    add(nb, "kept = []\nwhile True:\n    kept.append(bytearray(50_000_000))")
    course.hand_in("ada", nb)
    said = course.grade("--no-sandbox")["ada"]
    assert {name: got for name, (got, _) in said["points"].items() if name != "essay"} == FULL
    assert "stopped at its time limit" in said["outcome"]
    left = [
        one for one in psutil.process_iter(["cmdline"]) if "8765" in (one.info["cmdline"] or ())
    ]
    assert not left
    assert not [name for name in os.listdir("/tmp") if name.startswith("parcours-")]


def test_an_unknown_assignment(course):
    course.hand_in("ada", course.answered())
    command = [sys.executable, "-m", "parcours", "grade", "nothing"]
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "No notebooks were matched" in done.stderr


def test_folders_of_odd_names(course):
    """One that no database takes, one that is a file, one that is empty: the others are graded."""
    honest = ["ada", "a[b]", "with space", "ünï"]
    for name in [*honest, "two\nlines", os.fsdecode(b"\xff")]:
        course.hand_in(name, course.answered())
    submitted = course.root / "submitted"
    (submitted / "empty" / "small").mkdir(parents=True)
    (submitted / "file").mkdir()
    (submitted / "file" / "small").write_text("my answers")
    said = course.grade(check=False)
    assert len(said) == 8
    assert all(points(course, name) == FULL for name in honest)
    assert {name for name in said if said[name]["graded"]} == set(honest)
    assert "no notebook" in said["empty"]["outcome"]


def test_no_server_starts_after_the_end():
    """When grading is interrupted, the threads that still wait must not start it anew."""
    bounds = {"total": 5, "memory": 2**30, "disk": 2**24, "output": 1000, "processes": 60}
    with Sandbox(bounds) as sandbox:
        pass
    with pytest.raises(Broken):
        sandbox.run({})
    assert sandbox.process.popen.poll() is not None
