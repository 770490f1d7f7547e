"""Courses of what people do in notebooks get the same rows from nbgrader and from us."""

import pytest
from both import grade_both, message
from generator import ASSIGNMENT, generate
from small_course import can_seclude

pytestmark = [
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not can_seclude(), reason="no sandbox here"),
]

ON_PURPOSE = {  # situation: why its marks may differ; see README.md
}
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.everything) for seed in range(1, 6))]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_rows(tmp_path, seed):
    course = generate(tmp_path / "course", seed, notebooks=3 if seed == 0 else 5)
    theirs, ours = grade_both(course.root, ASSIGNMENT, "generated")
    assert not without_proof(course, theirs[0])
    assert not (found := differences(course, seed, theirs, ours)), "\n".join(found)


def without_proof(course, rows):
    """Return the situations in which nbgrader tells no right answer from a wrong one."""
    lost = {}
    for (student, _, cell, _), row in rows.items():
        if cell and row.get("auto_score") is not None:
            key = course.situation(cell).name, student
            lost[key] = lost.get(key, 0) + row["max_score"] - row["auto_score"]
    return [
        (name, student, course.students[student][name])
        for (name, student), points in lost.items()
        if (points == 0) != (course.students[student][name] == "right") and name not in ON_PURPOSE
    ]


def differences(course, seed, theirs, ours):
    """Return a line for each row that differs, and each notebook."""
    found = []
    for key in sorted(theirs[0].keys() | ours[0].keys()):
        student, title, cell, table = key
        marks = theirs[0].get(key), ours[0].get(key)
        if marks[0] == marks[1] or (cell and course.situation(cell).name in ON_PURPOSE):
            continue
        line = f"course {seed}, {student}, {title or 'all'}"
        if cell:
            name = course.situation(cell).name
            said = [message(side[1].get((student, title)), cell) for side in (theirs, ours)]
            line += f", {cell} ({name}: {course.students[student][name]}), saved by "
            line += f"{course.saved[student, title]}: nbgrader {marks[0]} «{said[0]}», "
            line += f"parcours {marks[1]} «{said[1]}»"
        else:
            line += f", {table}: nbgrader {marks[0]}, parcours {marks[1]}"
        found.append(line)
    for key in sorted(theirs[1].keys() | ours[1].keys()):
        shown = [shape(side[1].get(key)) for side in (theirs, ours)]
        if shown[0] != shown[1]:
            pairs = [pair for pair in zip(*shown, strict=False) if pair[0] != pair[1]]
            found.append(f"course {seed}, {key}: the notebook differs, first here: {pairs[:1]}")
    return found


def shape(nb):
    """Return what of a graded notebook must be the same."""
    return [
        (cell.cell_type, cell.source, cell.metadata.get("nbgrader"))
        for cell in (nb.cells if nb else ())
    ]
