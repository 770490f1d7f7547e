"""nbgrader as it is, on the pool exercise: from hand-ins to marks, feedback and the formgrader."""

import csv
import json
import sys

import pytest
from classroom import ROOT, Classroom, nbgrader
from servers import OPTIONS, free_port, get, serving

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """Grade a class of two: the correction, and the statement as it was handed out."""
    room = Classroom(tmp_path_factory.mktemp("course"), "pool")
    room.hand_in("ada", room.notebook("solutions/en"))
    room.hand_in("bob", room.notebook("exercises/en"))
    room.grade()
    return room


def test_export_has_the_marks(room):
    nbgrader(room.root, "export", "--to", "grades.csv")
    with (room.root / "grades.csv").open(encoding="utf-8") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    by_hand = 3
    assert float(rows["ada"]["max_score"]) == 20
    assert float(rows["ada"]["score"]) == 20 - by_hand
    assert float(rows["bob"]["score"]) == 0


def test_feedback_shows_the_message(room):
    nbgrader(room.root, "generate_feedback", "pool")
    page = (room.root / "feedback" / "bob" / "pool" / "pool.html").read_text(encoding="utf-8")
    assert "replace this line by your own code" in page


def test_validate_passes_the_correction_and_helps_with_the_rest(room):
    said = nbgrader(room.root, "validate", "solutions/en/pool/pool.ipynb")
    assert "Success! Your notebook passes all the tests." in said
    said = nbgrader(room.root, "validate", "exercises/en/pool/pool.ipynb")
    assert "VALIDATION FAILED ON" in said
    assert "replace this line by your own code" in said


def test_releasing_with_nbgrader_itself_makes_what_the_course_has(room):
    for file in sorted((ROOT / "exercises" / "en" / "pool").glob("pool.*")):
        assert (room.root / "exercises/en/pool" / file.name).read_bytes() == file.read_bytes()


def test_the_formgrader_lists_the_class(room, tmp_path):
    port = free_port()
    lab = [sys.executable, "-m", "jupyterlab", f"--port={port}", *OPTIONS]
    with serving(lab, room.root, port, tmp_path / "log") as url:
        (assignment,) = json.loads(get(url, "/formgrader/api/assignments"))
        assert (assignment["name"], assignment["num_submissions"]) == ("pool", 2)
        submissions = json.loads(get(url, "/formgrader/api/submissions/pool"))
        ada, bob = sorted(submissions, key=lambda one: one["student"])
        assert (ada["score"], bob["score"]) == (17, 0)
        assert ada["needs_manual_grade"]
        (notebook, _) = json.loads(get(url, "/formgrader/api/submitted_notebooks/pool/pool"))
        assert "What the order proves" in get(url, f"/formgrader/submissions/{notebook['id']}/")
