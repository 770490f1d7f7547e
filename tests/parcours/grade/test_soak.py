"""A class of all kinds, graded while processes are killed: the marks of an undisturbed run."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress

import lazy_clever_tired  # noqa: F401 (adds to ALL)
import psutil
import pytest
from classroom import rows
from hand_ins import ALL
from small_course import can_seclude

pytestmark = [
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not can_seclude(), reason="no sandbox here"),
]

SLOW = ("time limit", "it did not stop", "had run for", "it took more than", "it started more than")
EVERY_START_METHOD = ("every_start_method", "modules_like_pythons_own")  # seconds, too
QUICK = [
    name
    for name, case in ALL.items()
    if name not in EVERY_START_METHOD and not any(words in case.outcome for words in SLOW)
]


def hand_in_all(course, students):
    """Have each student hand in another kind of thing, and start again when there is no other."""
    names = [QUICK[7 * i % len(QUICK)] for i in range(students)]
    if students > len(QUICK):
        names[-len(ALL) :] = ALL  # the slow ones once
    for i, name in enumerate(names):
        course.hand_in_case(f"s{i:03}-{name[:20]}", ALL[name])


def start(course, mark):
    environment = {"JOBLIB_MARK": mark, "TMPDIR": str(course.root / "tmp")}  # hand-ins see JOBLIB_*
    (course.root / "tmp").mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", "parcours", "grade", "small", "-j", "4"],
        cwd=course.root,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_for(course, command, graded):
    while command.poll() is None and len(course.all_graded()) < graded:
        time.sleep(0.02)


def small_rows(root):
    return rows(root, "small", "small")


def folders(course):
    """List the files that instructor and students get."""
    root = course.root / "autograded"
    return sorted(str(one.relative_to(root)) for one in root.rglob("*") if one.is_file())


def orphans(course, mark):
    """Find what a run has left: by its command line, its environment, or its folder."""
    found = {process.pid: process for process in course.processes()}
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            marked = process.environ().get("JOBLIB_MARK") == mark
            if marked or process.cwd().startswith(f"{course.root}/"):
                found[process.pid] = process
    return list(found.values())


def wait_until_none(course, mark):
    deadline = time.monotonic() + 20
    while (left := orphans(course, mark)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


def test_killed_in_the_middle(released, tmp_path, request):
    students = 300 if request.config.getoption("--everything") else 25
    course = released.copy(tmp_path / "course")
    hand_in_all(course, students)
    undisturbed = course.copy(tmp_path / "undisturbed")
    start(undisturbed, "undisturbed").wait()

    command = start(course, "disturbed")
    wait_for(course, command, students // 3)
    command.send_signal(signal.SIGKILL)
    command.wait()
    first = wait_until_none(course, "disturbed")
    between = len(course.all_graded())
    command = start(course, "disturbed")
    wait_for(course, command, students * 2 // 3)
    course.kill_the_server()
    command.wait()
    second = wait_until_none(course, "disturbed")

    seen = f"{students} hand-ins, {between} of them graded before kill -9"
    print(f"{seen}; {len(first)} and {len(second)} orphans")
    assert students // 3 <= between < students
    assert not first and not second
    assert small_rows(course.root) == small_rows(undisturbed.root)
    assert folders(course) == folders(undisturbed)
    for one in (course, undisturbed):
        assert not [*one.root.rglob("*.part"), *one.root.glob("*-journal"), *one.root.glob("tmp/*")]
        with closing(sqlite3.connect(one.root / "gradebook.db")) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
