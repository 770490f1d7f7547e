"""The same marks as `nbgrader autograde`, and nbgrader's own tests with our command in its place."""

import copy
import os
import re
import shutil
import subprocess
import sys
from contextlib import closing

import pytest
from classroom import Classroom, submissions
from nbgrader.api import Gradebook
from small_course import can_seclude

pytestmark = [
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not can_seclude(), reason="no sandbox here"),
]

OURS = """\
from nbgrader.apps.nbgraderapp import NbGraderApp
from parcours.grade.app import GradeApp
NbGraderApp.subcommands["autograde"] = (GradeApp, "ours")
"""
ON_PURPOSE = {  # see README.md
    "test_grade_empty_timestamp",
    "test_handle_failure",
    "test_handle_failure_single_notebook",
}


def rows(root):
    """Read all that autograding has written."""
    with closing(Gradebook(f"sqlite:///{root}/gradebook.db", "parcours")) as book:
        return {
            (one.student.id, notebook.name, row.name, type(row).__name__): (
                getattr(row, "auto_score", None),
                getattr(row, "needs_manual_grade", None),
                getattr(row, "auto_comment", None),
            )
            for one in book.assignment_submissions("pool")
            for notebook in one.notebooks
            for row in [*notebook.grades, *notebook.comments]
        }


def test_the_same_rows_and_notebooks(tmp_path, request):
    room = Classroom(tmp_path / "ours", "pool")
    everything = request.config.getoption("--everything")
    for one in submissions("pool"):
        if everything or one.name in ("right_chunks", "right_contexts", "wrong_chunk_zero"):
            room.hand_in(one.name, room.answered(one.answers))
    room.hand_in("untouched", room.notebook("exercises/en"))
    theirs = copy.copy(room)
    theirs.root = tmp_path / "theirs"
    shutil.copytree(room.root, theirs.root)
    room.grade_fast()
    theirs.grade()
    assert rows(room.root) == rows(theirs.root)
    for student in ("right_chunks", "wrong_chunk_zero"):
        ours, other = room.notebook("autograded", student), theirs.notebook("autograded", student)
        for cell in other.cells:
            cell.metadata.pop("execution", None)
        for cell in ours.cells:
            cell.metadata.pop("parcours", None)
        assert [cell.source for cell in ours.cells] == [cell.source for cell in other.cells]
        assert [cell.metadata for cell in ours.cells] == [cell.metadata for cell in other.cells]
        assert ours.metadata.pop("parcours") == {"remarks": []}
        assert ours.metadata == other.metadata


def test_nbgraders_own_tests(tmp_path, request):
    if not request.config.getoption("--everything"):
        pytest.skip("takes minutes: --everything runs it")
    (tmp_path / "ours.py").write_text(OURS)
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
    command = [sys.executable, "-m", "pytest", "-q", "-p", "ours", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "--pyargs", "nbgrader.tests.apps.test_nbgrader_autograde"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path), "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert set(re.findall(r"^FAILED .*::(\w+)", done.stdout, re.MULTILINE)) == ON_PURPOSE
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) >= 37
