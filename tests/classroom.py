"""A course folder with a class of hand-ins, made from the answers in tests/submissions."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import uuid
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from nbgrader.api import Gradebook

from parcours.notebooks import dumps, grade_id, loads

ROOT = Path(__file__).parents[1]
SUBMISSIONS = ROOT / "tests" / "submissions"


@dataclass(frozen=True)
class Submission:
    """One file of tests/submissions; its README gives the format."""

    exercise: str
    name: str
    expected: dict  # check -> (points, words in its message)
    answers: dict  # grade_id of an answer cell -> source
    linux_only: bool  # elsewhere the check cannot see this mistake


def read_submission(file):
    """Read a file of tests/submissions."""
    head, *cells = re.split(r"^# %% ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    expected = {
        check: (float(points), words or "")
        for check, points, words in re.findall(
            r'^#\s+([\w-]+): (\d+(?:\.\d+)?)(?:, "(.*)")?$', head, re.MULTILINE
        )
    }
    answers = {
        name.strip(): source.strip() for name, _, source in (c.partition("\n") for c in cells)
    }
    linux_only = "\n#   on Linux only\n" in head
    return Submission(file.parent.name, file.stem, expected, answers, linux_only)


def submissions(exercise):
    """Read all the answers to an exercise."""
    return [read_submission(file) for file in sorted((SUBMISSIONS / exercise).glob("*.py"))]


def nbgrader(root, *words):
    """Run an nbgrader command in a course folder; return what it printed."""
    return run(root, "nbgrader", *words)


def run(root, *words):
    """Run one of our Python's modules in a course folder; return what it printed.

    What a hand-in leaves running is killed. It would hold a pipe open, so the output is a file.
    """
    mark = str(uuid.uuid4())
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=root,
            env=os.environ | {"PARCOURS_TEST": mark},
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if process.environ().get("PARCOURS_TEST") == mark:
                    process.kill()
        output.seek(0)
        said = output.read()
    assert done.returncode == 0, said
    return said


def rows(root, assignment, course):
    """Read all that autograding has written into a course's gradebook."""
    with closing(Gradebook(f"sqlite:///{root}/gradebook.db", course)) as book:
        return {
            (one.student.id, notebook.name, row.name, type(row).__name__): (
                getattr(row, "auto_score", None),
                getattr(row, "needs_manual_grade", None),
                getattr(row, "auto_comment", None),
            )
            for one in book.assignment_submissions(assignment)
            for notebook in one.notebooks
            for row in [*notebook.grades, *notebook.comments]
        }


class Classroom:
    """A course folder in which nbgrader has released one exercise."""

    def __init__(self, root, exercise):
        self.root, self.exercise = root, exercise
        self.source = Path("solutions", "en", exercise)
        shutil.copytree(ROOT / self.source, root / self.source)
        shutil.copy(ROOT / "nbgrader_config.py", root)
        nbgrader(root, "generate_assignment", exercise)

    def notebook(self, step, student=""):
        """Read the exercise's notebook of a step, `solutions/en` or `autograded` say."""
        file = self.root / step / student / self.exercise / f"{self.exercise}.ipynb"
        return loads(file.read_text(encoding="utf-8"))

    def hand_in(self, student, notebook):
        """Put a notebook where nbgrader looks for a student's."""
        folder = self.root / "submitted" / student / self.exercise
        folder.mkdir(parents=True)
        text = dumps(notebook)
        (folder / f"{self.exercise}.ipynb").write_text(text, encoding="utf-8", newline="\n")

    def answered(self, answers):
        """Return the statement with the correction's answers, but for those given."""
        correction = {grade_id(cell): cell for cell in self.notebook("solutions/en").cells}
        notebook = self.notebook("exercises/en")
        unknown = set(answers) - {grade_id(cell) for cell in notebook.cells if is_answer(cell)}
        assert not unknown, f"no answer cell is called {unknown}"
        for cell in notebook.cells:
            if is_answer(cell):
                cell.source = answers.get(grade_id(cell), correction[grade_id(cell)].source)
        return notebook

    def grade(self):
        """Run `nbgrader autograde` on all that was handed in."""
        return nbgrader(self.root, "autograde", self.exercise, "--create")

    def grade_fast(self):
        """Run `parcours grade`."""
        if sys.platform == "win32":  # it forks
            return self.grade()
        walls = [] if shutil.which("bwrap") else ["--no-sandbox"]
        return run(self.root, "parcours", "grade", self.exercise, *walls)

    def points(self, student):
        """Read the points of each automatic check: {check: (points, maximum)}."""
        url = f"sqlite:///{self.root}/gradebook.db"
        with closing(Gradebook(url, "parcours")) as book:
            handed_in = book.find_submission(self.exercise, student)
            return {
                grade.name: (grade.auto_score, grade.max_score)
                for notebook in handed_in.notebooks
                for grade in notebook.grades
                if grade.auto_score is not None
            }

    def messages(self, student):
        """Read what each check said: {check: words of its error and of stderr}."""
        return {
            grade_id(cell): "\n".join(
                output.get("evalue") or output.get("text", "")
                for output in cell.outputs
                if output.output_type == "error" or output.get("name") == "stderr"
            )
            for cell in self.notebook("autograded", student).cells
            if cell.cell_type == "code" and grade_id(cell)
        }


def is_answer(cell):
    """Whether a student answers in this cell."""
    return cell.metadata.get("nbgrader", {}).get("solution", False)
