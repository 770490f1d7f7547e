"""Run lessons, corrections and helpers on every other Python that is here: `make pythons`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nox

OLDEST = 11  # the minor version that pyproject.toml asks for
WHICH = "import sys; print(sys.implementation.name, *sys.version_info[:2])"


def other_pythons():
    """Name the CPythons from 3.11 on, on the PATH or of pyenv, that do not run this file.

    The folders of pyenv's own go to the front of the PATH, where nox finds them.
    """
    for folder in sorted(Path.home().glob(".pyenv/versions/3.*/bin")):
        os.environ["PATH"] = os.pathsep.join([str(folder), os.environ["PATH"]])
    names = [f"3.{minor}" for minor in range(OLDEST, 30) if minor != sys.version_info.minor]
    return [name for name in names if _runs(f"python{name}", f"cpython {name.replace('.', ' ')}")]


def _runs(command, what):
    path = shutil.which(command)  # one of pyenv's stand-ins, perhaps, which runs nothing
    return (
        path
        and subprocess.run([path, "-c", WHICH], capture_output=True).stdout.decode().strip() == what
    )


PYTHONS = other_pythons()
print("Other Pythons on this machine:", ", ".join(PYTHONS) or "none")


@nox.session(python=PYTHONS or False, venv_backend="venv", reuse_venv=True)
def course(session):
    """Lessons, corrections and helpers, on another Python."""
    if not session.python:
        session.skip("no other Python is here")
    session.install("--quiet", "--constraint", "constraints.txt", "--editable", ".[test]")
    tests = ["helpers", "tests/helpers", "tests/test_notebooks_run.py"]
    options = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder", "--corrections"]
    session.run("pytest", *options, *(session.posargs or tests))
