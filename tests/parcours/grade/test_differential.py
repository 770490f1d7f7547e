"""Courses of what people do in notebooks get the same rows from nbgrader and from us."""

import pytest
import situations
from comparison import grade_both, message
from generator import ASSIGNMENT, deal, generate
from small_course import can_seclude

pytestmark = [
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not can_seclude(), reason="no sandbox here"),
]

MORE, LESS = 1, -1
ON_PURPOSE = {  # situation: whether a student gets more or less here, and why; see README.md
    "a warning in a test": (MORE, "stderr is not an error"),
    "a progress bar in a test": (MORE, "stderr is not an error"),
    "an answer that equals everything": (LESS, "== is false for what equals a bare object()"),
    "points that are shown before an error": (LESS, "a test with an error gets no points"),
    "an error that an output widget takes": (LESS, "an error that is shown is an error"),
    "a leftover with a name of Python's": (MORE, "names of Python's own mean what they mean"),
}
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.everything) for seed in range(1, 6))]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_rows(tmp_path, seed):
    hands = deal(seed, notebooks=5) if seed else deal(seed, notebooks=3, share=3)
    course = generate(tmp_path / "course", seed, hands)
    theirs, ours = grade_both(course.root, ASSIGNMENT, "generated")
    found = [*without_proof(course, theirs[0]), *differences(course, seed, theirs, ours)]
    assert not found, "\n".join(["", *found])


@pytest.mark.everything
def test_what_differs_on_purpose(tmp_path):
    """What the README says differs, and nothing that costs an honest student a point."""
    course = generate(tmp_path / "course", 0, [situations.catalogue()["purpose"]])
    assert {one.name for chosen in course.notebooks.values() for one in chosen} == set(ON_PURPOSE)
    (theirs, _), (ours, _) = grade_both(course.root, ASSIGNMENT, "generated")
    for key, row in theirs.items():
        if key[2]:
            sign, reason = ON_PURPOSE[course.situation(key[2]).name]
            gain = ours[key]["auto_score"] - row["auto_score"]
            assert sign * gain >= 0, (key, row, ours[key], reason)


def without_proof(course, rows):
    """Return a line for each situation in which nbgrader tells no right answer from a wrong one."""
    lost = {}
    for (student, _, cell, _), row in rows.items():
        if cell and part(course, cell).kind == "test":
            key = course.situation(cell).name, student
            lost[key] = lost.get(key, 0) + row["max_score"] - row["auto_score"]
    return [
        f"nbgrader does not see that {student}'s answer to «{name}» is {kind}"
        for (name, student), points in lost.items()
        if (points == 0) != ((kind := course.students[student][name]) == "right")
    ]


def part(course, cell):
    """Return what the catalogue says of a graded cell."""
    return course.situation(cell).parts[int(cell.rpartition("-")[2])]


def differences(course, seed, theirs, ours):
    """Return a line for each row that differs, and each notebook."""
    found = []
    for key in sorted(theirs[0].keys() | ours[0].keys()):
        student, title, cell, table = key
        marks = theirs[0].get(key), ours[0].get(key)
        if marks[0] == marks[1]:
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
