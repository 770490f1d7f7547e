"""Writes what came of a hand-in: its marks, all or none, then its folder, all or none."""

import json
import os
import shutil
from fnmatch import fnmatch
from pathlib import Path

from nbformat.v4 import new_markdown_cell
from nbformat.v4.rwbase import split_lines, strip_transient
from nbgrader.api import MissingEntry

from parcours.grade.instructor.gradebook import raise_machines
from parcours.grade.protocol import files

__all__ = ["store"]

KEPT = ("timestamp.txt", "*.ipynb")  # a notebook that runs does not change what was handed in
NOTE = "when-this-was-graded"  # id of a cell that says what was put right


def store(grader, hand_in):
    """Save the marks, and put the graded folder into its place.

    The marks come first: killed in between, the next run grades the hand-in again, for its folder
    is not there.

    Parameters
    ----------
    grader : Grader
    hand_in : HandIn
    """
    try:
        _store(grader, hand_in)
    except Exception as error:  # whatever a student's code has left, it must not stop the class
        raise_machines(error)
        grader.log.debug("%s", hand_in.student, exc_info=True)
        hand_in.fail(error)
        _store(grader, hand_in)


def _store(grader, hand_in):
    with grader.making():
        with grader.book.transaction():
            for notebook in hand_in.notebooks:
                if notebook.nb is None or hand_in.failed:
                    _save_nothing(grader, hand_in, notebook.name)
                else:
                    _save(grader, hand_in, notebook)
        if not hand_in.failed:
            for name, file in hand_in.written.items():
                if not any(fnmatch(name, kept) for kept in KEPT):
                    files.write(hand_in.folder, name, files.content(file), file[0])
            grader.set_permissions(hand_in.assignment, hand_in.student)
    if hand_in.failed:
        if hand_in.folder:
            shutil.rmtree(hand_in.folder, ignore_errors=True)
    else:
        _put(hand_in.folder, Path(grader._format_dest(hand_in.assignment, hand_in.student)))


def _save(grader, hand_in, notebook):
    """Run nbgrader's last steps, which save the marks, and write the notebook."""
    notebook.resources["parcours"] = {"results": {}}
    if grader.steps.executes:
        grader.steps.fill_in(notebook)
        hand_in.remarks += notebook.remarks()
    grader.steps.finish(notebook)
    nb = notebook.nb
    nb.metadata["parcours"] = {"remarks": hand_in.remarks}
    nb.cells = [cell for cell in nb.cells if cell.get("id") != NOTE]  # of a graded one, handed in
    if hand_in.remarks:
        note = new_markdown_cell(f"**When this was graded:** {hand_in.outcome}.")
        note.id = NOTE
        if nb.nbformat_minor < 5:
            del note["id"]
        nb.cells.insert(0, note)
    notebook.resources["output_extension"] = grader.exporter.file_extension
    grader.write_single_notebook(_as_text(nb), notebook.resources)


def _as_text(nb):
    """Return a notebook as nbformat writes it, which would copy it three times and check it twice."""
    content = strip_transient(split_lines(nb))
    style = {"indent": 1, "sort_keys": True, "separators": (",", ": "), "ensure_ascii": False}
    return json.dumps(content, **style) + "\n"


def _save_nothing(grader, hand_in, name):
    """Give no points for a notebook that cannot be graded, whatever an earlier one had."""
    try:
        found = grader.book.find_submission_notebook(name, hand_in.assignment, hand_in.student)
    except (MissingEntry, UnicodeEncodeError):  # a name of a folder that is no name in a database
        return
    for grade in found.grades:
        grade.auto_score, grade.needs_manual_grade = 0, False


def _put(part, place):
    """Move a folder into its place, or its files where the folder is there already."""
    if not place.exists():
        os.rename(part, place)
        return
    for path in files.all_files(part):
        files.put(path, place, path.relative_to(part))
    shutil.rmtree(part)
