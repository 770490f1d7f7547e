"""Grades a course with nbgrader and with parcours, each in a copy, and reads what they wrote."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from classroom import run
from nbgrader.api import Gradebook

from parcours.notebooks import grade_id, loads

COLUMNS = {
    "SubmittedAssignment": (
        *("score", "max_score", "needs_manual_grade"),
        *("late_submission_penalty", "total_seconds_late", "timestamp"),
    ),
    "SubmittedNotebook": (
        *("score", "max_score", "needs_manual_grade"),
        *("late_submission_penalty", "failed_tests"),
    ),
    "Grade": ("auto_score", "manual_score", "extra_credit", "max_score", "needs_manual_grade"),
    "Comment": ("auto_comment", "manual_comment"),
}


def grade_both(root, assignment, course):
    """Return the rows and the notebooks of both, nbgrader's first."""
    commands = {"nbgrader": ("nbgrader", "autograde"), "parcours": ("parcours", "grade")}
    roots = {who: shutil.copytree(root, root.with_name(who)) for who in commands}
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda who: run(roots[who], *commands[who], assignment), commands))
    return [(rows(one, assignment, course), notebooks(one, assignment)) for one in roots.values()]


def rows(root, assignment, course):
    """Read each row of the gradebook: {(student, notebook, cell, table): {column: value}}."""
    found = {}

    def add(row, *key):
        table = type(row).__name__
        known = COLUMNS.get(table) or COLUMNS["Grade"]
        found[(*key, table)] = {column: getattr(row, column) for column in known}

    with closing(Gradebook(f"sqlite:///{root}/gradebook.db", course)) as book:
        for one in book.assignment_submissions(assignment):
            add(one, one.student.id, "", "")
            for notebook in one.notebooks:
                add(notebook, one.student.id, notebook.name, "")
                for row in [*notebook.grades, *notebook.comments]:
                    add(row, one.student.id, notebook.name, row.name)
    return found


def notebooks(root, assignment):
    """Read the graded notebooks: {(student, name): notebook}."""
    return {
        (file.parts[-3], file.stem): loads(file.read_text(encoding="utf-8"))
        for file in sorted(root.glob(f"autograded/*/{assignment}/*.ipynb"))
    }


def message(nb, name):
    """Return what a cell showed of errors."""
    for cell in nb.cells if nb else ():
        if grade_id(cell) == name and cell.cell_type == "code":
            return "; ".join(
                f"{out.ename}: {out.evalue}" if out.output_type == "error" else out.text
                for out in cell.outputs
                if out.output_type == "error" or out.get("name") == "stderr"
            )[:200]
    return ""
