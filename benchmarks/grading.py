"""`parcours grade` beside `nbgrader autograde`, on the same class in one run."""

import json
import shutil
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import pandas as pd

from benchmarks.corrections import ROOT

sys.path.insert(0, str(ROOT / "tests"))
from classroom import Classroom, rows, run, submissions

__all__ = ["grading"]

EXERCISE = "pool"
WALLS = [] if shutil.which("bwrap") else ["--no-sandbox"]
OURS = ["parcours", "grade", EXERCISE, "--create", "--json", *WALLS]
THEIRS = ["nbgrader", "autograde", EXERCISE, "--create"]


def grading(hand_ins=108, answers=None):
    """Grade a class by both commands, and then the quick half of it; return tables by heading.

    Parameters
    ----------
    hand_ins : int
        How many there are in the class. The answers of tests/submissions are repeated.
    answers : list of str, optional
        Which of them; by default all.
    """
    files = {one.name: one.answers for one in submissions(EXERCISE)}
    chosen = {name: files[name] for name in answers or files}
    whole, said = side_by_side(chosen, hand_ins)
    order = sorted(marks(said), key=lambda one: one["own_seconds"])[: hand_ins // 2]
    quick = {name: chosen[name] for name in sorted({answer(one["student"]) for one in order})}
    half, _ = side_by_side(quick, hand_ins // 2)
    tables = {
        "A class: all answers of tests/submissions": whole,
        "Without the slower half, which waits for what never comes": half,
        "The same, by parcours grade -j 1: one hand-in at a time": alone(quick, hand_ins // 2),
    }
    return {name: pd.DataFrame(one, columns=["figure", "value"]) for name, one in tables.items()}


def side_by_side(chosen, hand_ins):
    """Grade a class by both commands; return rows of a table, and what ours said."""
    ours, said, book = graded(OURS, chosen, hand_ins)
    theirs, _, other = graded(THEIRS, chosen, hand_ins)
    differing = sorted({row[0] for row in book | other if book.get(row) != other.get(row)})
    table = [
        ["exercise", EXERCISE],
        ["sandbox", "none" if WALLS else "bubblewrap"],
        ["hand-ins", hand_ins],
        ["different answers", len(chosen)],
        ["nbgrader autograde, s", theirs],
        ["parcours grade, s", ours],
        ["times as fast", theirs / ours],
        ["nbgrader autograde, s a hand-in", theirs / hand_ins],
        ["parcours grade, s a hand-in", ours / hand_ins],
        ["rows in the gradebook", len(book)],
        ["hand-ins of which a row differs", ", ".join(differing) or "none"],
    ]
    return table, said


def alone(chosen, hand_ins):
    """Grade a class one hand-in at a time; return rows that say where the time goes."""
    seconds, said, _ = graded([*OURS, "-j", "1"], chosen, hand_ins)
    own = sum(one["own_seconds"] for one in marks(said)) / hand_ins
    return [
        ["s a hand-in", seconds / hand_ins],
        ["of these, the students' cells and the tests", own],
        ["of these, all the rest", seconds / hand_ins - own],
    ]


def graded(command, chosen, hand_ins):
    """Grade a class; return how many seconds it took, what was said, and the gradebook's rows."""
    with tempfile.TemporaryDirectory() as folder:
        room = classroom(Path(folder), chosen, hand_ins)
        start = time.perf_counter()
        said = run(room.root, *command)
        seconds = time.perf_counter() - start
        return seconds, said, rows(room.root, EXERCISE, "parcours")


def classroom(root, chosen, hand_ins):
    """Make a class of so many hand-ins."""
    room = Classroom(root, EXERCISE)
    for student in students(chosen, hand_ins):
        room.hand_in(student, room.answered(chosen[answer(student)]))
    return room


def students(chosen, hand_ins):
    """Name the students: a number, and the answer that they hand in."""
    return [f"{i:03}-{name}" for i, name in enumerate(islice(cycle(chosen), hand_ins))]


def answer(student):
    """Return which answer a student hands in."""
    return student.partition("-")[2]


def marks(output):
    """Read what --json printed, after whatever else was said."""
    return json.loads(output[output.index("{") :])["hand_ins"]
