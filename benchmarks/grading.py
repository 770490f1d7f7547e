"""`parcours grade` beside `nbgrader autograde`, on the same class in one run."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import pandas as pd

from benchmarks.corrections import ROOT

sys.path.insert(0, str(ROOT / "tests"))
from classroom import Classroom, rows, run, submissions

__all__ = ["grading"]

EXERCISE = "pool"
WALLS = [] if shutil.which("bwrap") else ["--no-sandbox"]
OURS = ["parcours", "grade", EXERCISE, "--create", "--json", *WALLS]
THEIRS = ["nbgrader", "autograde", EXERCISE, "--create"]
TIMED = """\
import sys, time
from parcours.cli import main
main(sys.argv[1:])
print(time.process_time(), file=sys.stderr)
"""


def grading(hand_ins=108, answers=None):
    """Grade one hand-in, a class, and right answers alone, by both commands; return tables.

    Parameters
    ----------
    hand_ins : int
        How many there are in the class. The answers of tests/submissions are repeated.
    answers : list of str, optional
        Which of them; by default all.
    """
    files = {one.name: one.answers for one in submissions(EXERCISE)}
    chosen = {name: files[name] for name in answers or files}
    right = {name: one for name, one in chosen.items() if name.startswith("right")}
    tables = {
        "One hand-in, from the command line": one_hand_in(right),
        "A class: all answers of tests/submissions": side_by_side(chosen, hand_ins),
        "Right answers alone": side_by_side(right, hand_ins // 2),
        "The grader's own share of a right answer": own_share(right, hand_ins // 2),
    }
    return {name: pd.DataFrame(one, columns=["figure", "value"]) for name, one in tables.items()}


def one_hand_in(chosen, runs=5):
    """Grade a single hand-in by both commands in turn; return rows of a table, of medians."""
    only = dict(islice(chosen.items(), 1))
    seconds, own = {"ours": [], "theirs": []}, []
    for _ in range(runs):
        ours, said, _ = graded(OURS, only, 1)
        theirs, _, _ = graded(THEIRS, only, 1)
        seconds["ours"].append(ours)
        seconds["theirs"].append(theirs)
        own += [one["own_seconds"] for one in marks(said)]
    return [
        ["exercise", EXERCISE],
        ["nbgrader autograde, s", median(seconds["theirs"])],
        ["parcours grade, s", median(seconds["ours"])],
        ["of these, the student's cells and the tests", median(own)],
        ["of these, all the rest", median(seconds["ours"]) - median(own)],
    ]


def side_by_side(chosen, hand_ins):
    """Grade a class by both commands; return rows of a table."""
    ours, _, book = graded(OURS, chosen, hand_ins)
    theirs, _, other = graded(THEIRS, chosen, hand_ins)
    differing = sorted({row[0] for row in book | other if book.get(row) != other.get(row)})
    return [
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


def own_share(chosen, hand_ins):
    """Measure the CPU time of the grader's own process, which is what one machine cannot share.

    What it needs for a class of one is taken off: its imports, the report.
    """
    whole, one = own_seconds(chosen, hand_ins), own_seconds(chosen, 1)
    share = (whole - one) / (hand_ins - 1)
    return [
        ["hand-ins", hand_ins],
        ["CPU s for one hand-in, imports and report with it", one],
        ["CPU s for each one more", share],
        ["hand-ins a second that one grader can take, at most", 1 / share],
    ]


def own_seconds(chosen, hand_ins):
    """Grade a class; return the CPU seconds of the grader, without those of the sandbox."""
    with tempfile.TemporaryDirectory() as folder:
        room = classroom(Path(folder), chosen, hand_ins)
        done = subprocess.run(
            [sys.executable, "-c", TIMED, *OURS[1:]],
            cwd=room.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )
    return float(done.stderr.split()[-1])


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
