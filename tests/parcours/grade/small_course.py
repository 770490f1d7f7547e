"""A course folder with one small assignment, to hand in all that can go wrong."""

import copy
import functools
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress

import psutil
from classroom import nbgrader
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from parcours.grade.sandbox.client import NoSandbox, Sandbox
from parcours.notebooks import dumps, grade_id, loads

MARK = "JOBLIB_PARCOURS_TESTS"  # a name that the sandbox lets through, to tell our processes
os.environ[MARK] = str(os.getpid())
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
CONFIG = """\
import os, sys
from pathlib import Path

c = get_config()
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
c.CourseDirectory.course_id = "small"
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
c.ExecutePreprocessor.timeout = 5
c.Grader.total_timeout = 25
c.Grader.memory = 1
c.Grader.processes = 60
c.Grader.disk = 0.05
"""
IMPORTS = "import os\nfrom helpers import checks"
DOUBLE = """\
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION"""
CHECK_DOUBLE = """\
assert double(2) == 4, "double"
### BEGIN HIDDEN TESTS
secret_of_double = 21
assert double(secret_of_double) == 42, "double, hidden"
### END HIDDEN TESTS"""
CHECK_HELPERS = """\
assert isinstance(double(1), int)
assert checks.in_time(double, 3) == 6, "helpers"
"""
TRIPLE = DOUBLE.replace("double", "triple").replace("2", "3")
CHECK_TRIPLE = """\
assert triple(2) == 6, "triple"
### BEGIN HIDDEN TESTS
assert triple(5) == 15, "triple, hidden"
### END HIDDEN TESTS"""
PARTIAL = "sum(triple(n) == 3 * n for n in range(4))"
FULL = {"check-double": 2, "check-helpers": 1, "check-triple": 3, "partial": 4}


def meta(name, points=None, **flags):
    """Return nbgrader's metadata of a cell."""
    content = {"grade": points is not None, "grade_id": name, "schema_version": 3, "task": False}
    content |= {"solution": False, "locked": False} | flags
    return {"nbgrader": content | ({} if points is None else {"points": points})}


def source(imports):
    """Return the instructor's notebook."""

    def test(name, text):
        return new_code_cell(text, metadata=meta(name, FULL[name], locked=True))

    cells = [
        new_markdown_cell("# Small"),
        new_code_cell(imports, metadata=meta("imports", locked=True)),
        new_code_cell(DOUBLE, metadata=meta("double", solution=True)),
        test("check-double", CHECK_DOUBLE),
        test("check-helpers", CHECK_HELPERS),
        new_code_cell(TRIPLE, metadata=meta("triple", solution=True)),
        test("check-triple", CHECK_TRIPLE),
        test("partial", PARTIAL),
        new_markdown_cell("Because.", metadata=meta("essay", 5, solution=True)),
    ]
    for cell in cells:
        cell.id = grade_id(cell) or "title"
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


class SmallCourse:
    """A course folder in which the assignment ``small`` has been released."""

    def __init__(self, root, imports=IMPORTS, files=()):
        self.root = root
        folder = root / "source" / "small"
        folder.mkdir(parents=True)
        (root / "nbgrader_config.py").write_text(CONFIG)
        (folder / "small.ipynb").write_text(dumps(source(imports)))
        for name, text in {"data.txt": "1 2 3\n", **dict(files)}.items():
            (folder / name).write_text(text)
        nbgrader(root, "generate_assignment", "small")

    def copy(self, root):
        """Return the same course in another folder."""
        shutil.copytree(self.root, root, symlinks=True)
        other = copy.copy(self)
        other.root = root
        return other

    def processes(self):
        """Return the processes that grading here has started, and that are still there."""
        found = []
        for process in psutil.process_iter(["cmdline", "create_time"]):
            if "parcours.grade.sandbox.server" in (process.info["cmdline"] or ()):
                with suppress(psutil.Error):  # one that hides its memory: it goes with the others
                    if process.environ().get(MARK) == os.environ[MARK]:
                        found.append(process)
        return found

    def kill(self):
        """Kill the server, and with it all that it has started."""
        for process in self.processes():
            with suppress(psutil.NoSuchProcess):  # it went with another one, or had ended
                process.kill()

    def kill_the_server(self):
        """Kill the process that forks for each hand-in, inside the sandbox, and nothing else."""
        servers = [one for one in self.processes() if not one.info["cmdline"][0].endswith("bwrap")]
        min(servers, key=lambda one: one.info["create_time"]).kill()

    def answered(self):
        """Return the released notebook with right answers to all but the essay."""
        nb = loads((self.root / "release" / "small" / "small.ipynb").read_text())
        for cell in nb.cells:
            if grade_id(cell) in ("double", "triple"):
                factor = 2 if grade_id(cell) == "double" else 3
                cell.source = f"def {grade_id(cell)}(x):\n    return {factor} * x"
        return nb

    def hand_in(self, student, notebook):
        """Hand in a notebook, or a text in its place; return the folder."""
        folder = self.root / "submitted" / student / "small"
        folder.mkdir(parents=True, exist_ok=True)
        text = notebook if isinstance(notebook, str) else dumps(notebook)
        (folder / "small.ipynb").write_text(text, encoding="utf-8")
        return folder

    def hand_in_case(self, student, case):
        """Hand in one of `hand_ins.ALL`."""
        nb = self.answered()
        done = case.spoil(nb, {grade_id(cell): cell for cell in nb.cells})
        folder = self.hand_in(student, dumps(nb))
        others = done if isinstance(done, dict) else {"small.ipynb": done}
        for path, content in others.items():
            content = content.encode() if isinstance(content, str) else content
            if content is not None:
                (folder / path).parent.mkdir(exist_ok=True)
                (folder / path).write_bytes(content)
        if case.place:
            case.place(folder)

    def all_graded(self):
        """Return the folders of all hand-ins that have been graded."""
        return list(self.root.glob("autograded/*/small"))

    def graded(self, student):
        """Read the notebook that was graded."""
        file = self.root / "autograded" / student / "small" / "small.ipynb"
        return loads(file.read_text(encoding="utf-8"))

    def grade(self, *words, check=True, timeout=280):
        """Run the command; return what it says of each student."""
        command = [sys.executable, "-m", "parcours", "grade", "small", "--json", *words]
        done = subprocess.run(
            command, cwd=self.root, capture_output=True, text=True, timeout=timeout, check=False
        )
        assert not check or done.returncode == 0, done.stderr
        if not done.stdout.startswith("{"):
            return done.stderr
        hand_ins = json.loads(done.stdout)["hand_ins"]
        return {one["student"]: one for one in hand_ins}


def wait_until(happened, seconds=60):
    """Wait for something that must happen in that time."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@functools.cache
def can_seclude():
    """Whether there can be a sandbox here; in CI there must be."""
    bounds = {"total": 5, "memory": 2**30, "disk": 2**24, "output": 1000, "processes": 60}
    try:
        with Sandbox(bounds):
            return True
    except NoSandbox:
        return "PARCOURS_CI" in os.environ
