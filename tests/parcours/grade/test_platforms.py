"""Where there is no fork, the command says so in a line, and what to use there."""

import subprocess
import sys

import pytest

ELSEWHERE = """\
import os, socket, sys
import joblib, nbgrader.apps, nbgrader.converters, psutil, tqdm  # others adapt by themselves
for name in "fork", "register_at_fork", "setsid", "waitpid", "getuid", "setresuid", "setgroups":
    delattr(os, name)
del socket.send_fds, socket.recv_fds
for name in "resource", "fcntl", "pwd", "grp", "termios":
    sys.modules[name] = None
from parcours.cli import main
sys.exit(main(["grade", *sys.argv[1:]]))
"""


def run(course, *words):
    """Run the command as on Windows."""
    command = [sys.executable, "-c", ELSEWHERE, *words]
    return subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)


@pytest.fixture
def course(released, tmp_path):
    """Return a course with something to grade."""
    course = released.copy(tmp_path / "course")
    course.hand_in("ada", course.answered())
    return course


def test_refuses_without_fork(course):
    done = run(course, "small", "--no-sandbox")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert "nbgrader autograde" in done.stderr
    assert "no sandbox" not in done.stderr
    assert not list(course.root.glob("autograded/*/*"))


def test_help_without_fork(course):
    done = run(course, "--help")
    assert done.returncode == 0, done.stderr
    assert "--no-sandbox" in done.stdout
