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
from classroom import Classroom, run, submissions

__all__ = ["grading"]

EXERCISE = "pool"
WALLS = [] if shutil.which("bwrap") else ["--no-sandbox"]
OURS = ["parcours", "grade", EXERCISE, "--create", "--json", *WALLS]


def grading(hand_ins=100, answers=None):
    """Grade a class twice, and once more one hand-in at a time; return tables by heading.

    Parameters
    ----------
    hand_ins : int
        How many there are in the class. The answers of tests/submissions are repeated.
    answers : list of str, optional
        Which of them; by default the quicker half: most wrong answers wait for what never comes,
        and waiting is the same for everyone who grades.
    """
    with tempfile.TemporaryDirectory() as folder:
        chosen = quick_ones(Path(folder, "trial"), answers)
        rooms = {}
        for name in ("nbgrader", "parcours", "one at a time"):
            rooms[name] = classroom(Path(folder, name.replace(" ", "-")), chosen, hand_ins)
        seconds, said = {}, {}
        commands = {
            "parcours": OURS,
            "nbgrader": ["nbgrader", "autograde", EXERCISE, "--create"],
            "one at a time": [*OURS, "-j", "1"],
        }
        for name, command in commands.items():
            start = time.perf_counter()
            said[name] = run(rooms[name].root, *command)
            seconds[name] = time.perf_counter() - start
        differing = [
            student
            for student in students(chosen, hand_ins)
            if rooms["nbgrader"].points(student) != rooms["parcours"].points(student)
        ]
    own = sum(one["own_seconds"] for one in marks(said["one at a time"]))
    rest = (seconds["one at a time"] - own) / hand_ins
    rows = [
        ["exercise", EXERCISE],
        ["sandbox", "none" if WALLS else "bubblewrap"],
        ["hand-ins", hand_ins],
        ["different answers", len(chosen)],
        ["nbgrader autograde, s", seconds["nbgrader"]],
        ["parcours grade, s", seconds["parcours"]],
        ["times as fast", seconds["nbgrader"] / seconds["parcours"]],
        ["nbgrader, s a hand-in", seconds["nbgrader"] / hand_ins],
        ["parcours, s a hand-in", seconds["parcours"] / hand_ins],
        ["one at a time (-j 1), s a hand-in", seconds["one at a time"] / hand_ins],
        ["of these, the students' cells and the tests", own / hand_ins],
        ["of these, all the rest", rest],
        ["gradebook rows that differ", ", ".join(differing) or "none"],
    ]
    return {"A class, graded twice": pd.DataFrame(rows, columns=["figure", "value"])}


def quick_ones(root, names):
    """Return {name: answers} of the quicker half, as one trial finds it."""
    files = {one.name: one.answers for one in submissions(EXERCISE)}
    if names is not None:
        return {name: files[name] for name in names}
    room = Classroom(made(root), EXERCISE)
    for name, answers in files.items():
        room.hand_in(name, room.answered(answers))
    trial = sorted(marks(run(root, *OURS)), key=lambda one: one["own_seconds"])
    return {one["student"]: files[one["student"]] for one in trial[: len(trial) // 2]}


def classroom(root, chosen, hand_ins):
    """Make a class of so many hand-ins."""
    room = Classroom(made(root), EXERCISE)
    for student in students(chosen, hand_ins):
        room.hand_in(student, room.answered(chosen[student.partition("-")[2]]))
    return room


def students(chosen, hand_ins):
    """Name the students: a number, and the answer that they hand in."""
    return [f"{i:03}-{name}" for i, name in enumerate(islice(cycle(chosen), hand_ins))]


def made(folder):
    """Make a folder, and return it."""
    folder.mkdir()
    return folder


def marks(output):
    """Read what --json printed, after whatever else was said."""
    return json.loads(output[output.index("{") :])["hand_ins"]
