"""Collects the marks of the whole class, from the gradebook and the graded notebooks."""

import json
import re
from contextlib import suppress
from glob import glob
from pathlib import Path

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)

from parcours.grade.report.marks import Marks, Part, Student
from parcours.grade.report.messages import message, tidy

__all__ = ["collect"]

ODD = (AttributeError, LookupError, TypeError, ValueError, ArithmeticError)


def collect(grader):
    """Collect the marks, at the end of a run and while the gradebook is open.

    Parameters
    ----------
    grader : Grader

    Returns
    -------
    Marks
    """
    labels, parts = {}, []
    for notebook, record in grader.records.items():
        for name, meta in record.metadata.items():
            if meta["grade"] or meta["task"]:
                labels[notebook, name] = grader.label(notebook, name)
                parts.append(Part(labels[notebook, name], meta["points"]))
    students = {}
    for one in grader.book.students:
        names = one.first_name, one.last_name
        students[one.id] = Student(one.id, tidy(" ".join(filter(None, names)), 80))
    _add_points(grader, students, labels)
    for name in _handed_in(grader):
        students.setdefault(name, Student(name)).state = "waiting"
    for student in students.values():
        _add_notebooks(grader, student, labels)
    for hand_in in grader.hand_ins:
        student = students.setdefault(hand_in.student, Student(hand_in.student))
        student.remarks = [tidy(one) for one in hand_in.remarks]
        if hand_in.failed:
            student.state = "failed"
    ordered = sorted(students.values(), key=lambda one: one.id.casefold())
    return Marks(grader.coursedir.assignment_id, parts, ordered)


def _add_points(grader, students, labels):
    """Take the points from the gradebook: a few queries for the whole class."""
    db = grader.book.db
    assignment = grader.book.find_assignment(grader.coursedir.assignment_id).id

    def query(kind, *columns):
        return (
            db.query(SubmittedAssignment.student_id, Notebook.name, BaseCell.name, *columns)
            .select_from(kind)
            .join(BaseCell, BaseCell.id == kind.cell_id)
            .join(SubmittedNotebook, SubmittedNotebook.id == kind.notebook_id)
            .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .filter(SubmittedAssignment.assignment_id == assignment)
        )

    columns = Grade.score, Grade.auto_score, Grade.manual_score, Grade.needs_manual_grade
    for student, notebook, name, score, auto, manual, by_hand in query(Grade, *columns):
        if label := labels.get((notebook, name)):
            students[student].state = "waiting"
            students[student].points[label] = None if auto is manual is None else score
            if by_hand:
                students[student].by_hand.add(label)
    for student, notebook, name in query(Comment).filter(Comment.auto_comment.is_not(None)):
        if label := labels.get((notebook, name)):
            students[student].messages[label] = "No response."
    for one in grader.book.assignment_submissions(grader.coursedir.assignment_id):
        students[one.student_id].penalty = one.late_submission_penalty or 0.0


def _handed_in(grader):
    """Return the names of all students who handed something in, and not only of those due."""
    name = grader.coursedir.assignment_id
    pattern = grader._format_source(re.escape(name), "(?P<student>.*)", escape=True)
    found = (
        re.fullmatch(pattern, path, re.DOTALL) for path in glob(grader._format_source(name, "*"))
    )
    return [one["student"] for one in found if one]


def _add_notebooks(grader, student, labels):
    """Take what the graded notebooks say, and where they are."""
    coursedir, seconds, several = grader.coursedir, {}, len(grader.records) > 1
    for notebook in grader.records:
        whose = student.id, coursedir.assignment_id
        graded = coursedir.format_path(coursedir.autograded_directory, *whose)
        feedback = coursedir.format_path(coursedir.feedback_directory, *whose)
        file, page = Path(graded, f"{notebook}.ipynb"), Path(feedback, f"{notebook}.html")
        try:
            nb = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        student.state = "graded"
        student.files += [one for one in (file, page) if one.is_file()]
        with suppress(*ODD):  # nbgrader autograde leaves there what a student wrote
            remarks = [tidy(one) for one in nb["metadata"]["parcours"]["remarks"]]
            student.remarks += [one for one in remarks if one not in student.remarks]
        for cell in nb["cells"]:
            with suppress(*ODD):
                spent = float(cell["metadata"]["parcours"]["seconds"])
                name = cell["metadata"].get("nbgrader", {}).get("grade_id")
                name = name or f"cell {cell['execution_count']}"
                seconds[tidy(f"{notebook}: {name}" if several else name, 80)] = spent
            with suppress(*ODD):
                label = labels[notebook, cell["metadata"]["nbgrader"]["grade_id"]]
                if said := message(cell):
                    student.messages[label] = said
    if seconds:
        student.seconds = sum(seconds.values())
        student.slowest = max(seconds.items(), key=lambda one: one[1])
