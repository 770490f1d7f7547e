"""The same marks as `nbgrader autograde`, and nbgrader's own tests with our command in its place."""

import copy
import os
import re
import shutil
import subprocess
import sys

import pytest
from classroom import Classroom, rows, submissions
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
    ours, other = (rows(one.root, "pool", "parcours") for one in (room, theirs))
    assert ours == other
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


@pytest.mark.everything
def test_nbgraders_own_tests(tmp_path):
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
