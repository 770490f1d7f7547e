"""The instructor's own notebooks: which tests they do not pass here.

A whole class that gets 0 for want of a module, or of a network, looks like a class that has learnt
nothing. The correction is graded beside the first hand-ins, and leaves nothing in the gradebook.
"""

from pathlib import Path

import nbformat

from parcours.grade.instructor.gradebook import points
from parcours.grade.instructor.handin import Notebook
from parcours.grade.instructor.preprocessors import is_test
from parcours.grade.sandbox.client import Broken

__all__ = ["not_passed", "read_corrections"]


def read_corrections(grader):
    """Return the instructor's notebooks that have answers in them, by name."""
    found = {}
    for name, record in grader.records.items():
        file = _folder(grader) / f"{name}.ipynb"
        try:
            nb = nbformat.read(file, as_version=4)
        except Exception:  # it is not there, or no longer a notebook
            continue
        if _has_answers(nb, record):
            found[name] = nb
    return found


def not_passed(grader, sandbox):
    """Run the corrections; return the labels of the tests that do not give all their points."""
    found, own = [], {}  # what is handed out lies there already
    for name, nb in grader.corrections.items():
        notebook = Notebook(name, nb, {})
        _put_tests(nb, grader.records[name])
        job = {"cells": grader.steps.cells(nb), "files": own, **grader.jobs[name]}
        try:
            own |= sandbox.run(job, notebook.hear)["files"]
        except Broken:
            continue  # as a hand-in would, and its outcome says more
        for index, cell in enumerate(nb.cells):
            if is_test(cell) and index in notebook.results:
                meta = cell.metadata.nbgrader
                if points(notebook.results[index], float(meta["points"])) < meta["points"]:
                    found.append(grader.label(name, meta["grade_id"]))
    return found


def _folder(grader):
    coursedir = grader.coursedir
    return Path(coursedir.format_path(coursedir.source_directory, ".", coursedir.assignment_id))


def _has_answers(nb, record):
    """Whether an answer of the notebook differs from what was handed out."""
    for cell in nb.cells:
        meta = cell.metadata.get("nbgrader", {})
        known = record.cells.get(meta.get("grade_id"))
        if meta.get("solution") and cell.cell_type == "code" and known:
            handed_out = record.released.get(meta["grade_id"], known)
            if cell.source.strip() not in (known.source.strip(), handed_out.source.strip()):
                return True
    return False


def _put_tests(nb, record):
    """Put the tests in as nbgrader has them: with what it has generated."""
    for cell in nb.cells:
        known = record.cells.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        if known and known.locked:
            cell.source = known.source
