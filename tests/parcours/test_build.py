"""What is made from the sources, and what building leaves alone."""

import json
import re

import nbformat
import pytest

from parcours.build import build, make, stale
from parcours.course import CourseError
from parcours.notebooks import loads

LESSON = "course/en/00-start.ipynb"
STATEMENT = "exercises/en/squares/squares.ipynb"
MADE = [
    LESSON,
    "exercises/en/squares/numbers.csv",
    STATEMENT,
    "exercises/en/squares/squares.md",
    "solutions/en/squares/squares.ipynb",
]


def cell(notebook, grade_id):
    return next(
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )


def test_build_makes_pairs_and_statements(course):
    assert build(course) == [f"wrote {path}" for path in MADE]
    for path in MADE:
        if path.endswith(".ipynb"):
            nbformat.validate(json.loads((course.root / path).read_text(encoding="utf-8")))


def test_building_twice_changes_no_byte(course):
    build(course)
    before = {path: (course.root / path).read_bytes() for path in MADE}
    assert build(course) == []
    assert {path: (course.root / path).read_bytes() for path in MADE} == before


def test_no_line_of_the_correction_reaches_the_statement(course):
    build(course)
    released = "".join(
        file.read_text(encoding="utf-8") for file in course.exercises.rglob("*") if file.is_file()
    )
    for secret in ("the secret", "Only the correction", "# hidden", "A model answer", "SOLUTION"):
        assert secret not in released
    assert "replace this line by your own code" in released


def test_check_names_what_is_stale(course, edit):
    assert stale(course) == [f"missing: {path}" for path in MADE]
    build(course)
    assert stale(course) == []
    edit(course.lessons / "00-start.md", "Guess first", "Guess now")
    edit(course.root / "solutions/en/squares/squares.md", "# Squares", "# All squares")
    assert stale(course) == [
        f"stale: {path}" for path in MADE if path.endswith((".ipynb", "squares.md"))
    ]
    build(course)
    assert stale(course) == []


def test_check_names_edits_and_orphans(course, edit):
    build(course)
    edit(course.root / LESSON, "guess * 2", "guess * 3")
    (course.root / "solutions/en/squares/old.ipynb").write_text("{}", encoding="utf-8")
    assert stale(course) == [
        f"edited by hand: {LESSON}",
        "no source makes it: solutions/en/squares/old.ipynb",
    ]


def test_one_exercise_can_be_built_alone(course):
    build(course, "squares")
    assert not (course.root / LESSON).exists()
    assert stale(course, "squares") == []


def test_building_keeps_a_students_work_and_brings_the_new_statement(course, edit):
    build(course)
    edit(course.root / STATEMENT, "replace this line by your own code", "my own answer")
    edit(course.root / "solutions/en/squares/squares.md", "# Squares", "# All squares")
    assert f"updated {STATEMENT} and kept what was written in it" in build(course)
    notebook = loads((course.root / STATEMENT).read_text(encoding="utf-8"))
    assert "my own answer" in cell(notebook, "square").source
    assert notebook.cells[0].source == "# All squares"
    assert build(course) == []


@pytest.mark.parametrize("name", ["squares.md", "squares.ipynb"])
def test_building_moves_aside_what_it_cannot_merge(course, name):
    build(course)
    file = course.exercises / "squares" / name
    file.write_text("my own notes", encoding="utf-8")
    assert any(f"{name}.mine" in line for line in build(course))
    assert file.with_name(name + ".mine").read_text(encoding="utf-8") == "my own notes"
    assert stale(course) == []
    file.write_text("other notes", encoding="utf-8")
    with pytest.raises(CourseError, match=r"\.mine"):
        build(course)
    assert file.read_text(encoding="utf-8") == "other notes"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"solution": true', '"solution": tru', "malformed cell metadata"),
        ('"solution": true', '"solution": 7', "7 is not of type 'boolean'"),
        ('"grade_id": "why"', '"grade_id": "square"', "Duplicate grade id: square"),
        ("### END SOLUTION", "", "no end solution statement found"),
        ("### END HIDDEN TESTS", "", "No end hidden tests statement found"),
    ],
)
def test_a_malformed_source_is_named(course, edit, old, new, message):
    edit(course.root / "solutions/en/squares/squares.md", old, new)
    with pytest.raises(CourseError, match=f"^solutions/en/squares.*{re.escape(message)}"):
        make(course)
    assert not course.exercises.exists()


def test_no_such_exercise(course):
    with pytest.raises(CourseError, match="no lesson or exercise 'cubes': there are"):
        build(course, "cubes")
