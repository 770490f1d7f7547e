"""From the folder that a student handed in to notebooks that can be executed."""

import json
import re
import shutil
from fnmatch import fnmatch
from pathlib import Path
from unittest import mock

from parcours.grade.instructor.gradebook import raise_machines
from parcours.grade.instructor.handin import HandIn, Notebook
from parcours.grade.instructor.preprocessors import Unfit
from parcours.grade.instructor.reading import read_notebook
from parcours.grade.instructor.restore import restore
from parcours.grade.instructor.submitted import is_own, nothing_copied
from parcours.grade.protocol import files
from parcours.grade.protocol.archive import mode_of
from parcours.grade.report.messages import brief

__all__ = ["take_in"]

KB, MB = 1000, 1_000_000


def take_in(grader, path):
    """Copy, mend and sanitise what was handed in.

    Parameters
    ----------
    grader : Grader
    path : str
        The folder.

    Returns
    -------
    HandIn or None
        None when it is not due: it has been graded, and nothing newer was handed in.
    """
    grader.notebooks = sorted(grader.assignments[path])
    pattern = grader._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
    hand_in = HandIn(**re.match(pattern, path, re.DOTALL).groupdict())
    where = hand_in.assignment, hand_in.student
    try:
        with _timestamps(grader, hand_in):
            if not grader.init_destination(*where):
                return None
            if not grader.notebooks:
                hand_in.absent = True
                raise Unfit("there is no notebook in it")
            grader.run_pre_convert_hook()
            with grader.making():
                _take(grader, hand_in)
        hand_in.files = {**_beside(grader.sent), **hand_in.files}
        hand_in.failed = not any(notebook.nb for notebook in hand_in.notebooks)
    except Exception as error:  # whatever it is: it must not stop the class
        raise_machines(error)
        grader.log.debug("%s", path, exc_info=True)
        grader.book.db.rollback()
        names = [one for one in grader.records if fnmatch(one, grader.coursedir.notebook_id)]
        hand_in.notebooks = [Notebook(name, None, {}) for name in names]
        hand_in.fail(error)
    return hand_in


def _take(grader, hand_in):
    """Copy the files, and read the notebooks."""
    where = hand_in.assignment, hand_in.student
    hand_in.folder = Path(grader._format_dest(*where))
    shutil.rmtree(hand_in.folder, ignore_errors=True)  # of a run that was killed
    hand_in.folder.mkdir(parents=True)
    there = _accept_renamed(grader, hand_in)
    with nothing_copied():
        grader.init_assignment(*where)
    hand_in.remarks += grader.left_out
    for file in grader.notebooks:
        resources = grader.init_single_notebook_resources(file)
        notebook = Notebook(Path(file).stem, None, resources)
        hand_in.notebooks.append(notebook)
        _read(grader, hand_in, notebook, Path(there.get(file, file)))


def _beside(paths):
    """Read what was handed in beside the notebooks."""
    found = {}
    for name, path in paths.items():
        if name.endswith("/"):
            found[name] = files.packed(b"")
        else:
            found[name] = files.packed(path.read_bytes(), mode_of(path))
    return found


def _without_outputs(nb):
    """Return a notebook as nbgrader shows it to its own code, but with the student's tests."""
    cells = [
        {**cell, "outputs": [], "execution_count": None} if cell.cell_type == "code" else cell
        for cell in nb.cells
    ]
    return json.dumps({**nb, "cells": cells}, indent=1).encode()


def _timestamps(grader, hand_in):
    """Have nbgrader take a hand-in whose ``timestamp.txt`` says no time for one without it."""
    read = grader.coursedir.get_existing_timestamp

    def time_of(folder):
        try:
            return read(folder)
        except Exception:  # nbgrader's own is an AttributeError
            if (remark := "its timestamp cannot be read") not in hand_in.remarks:
                hand_in.remarks.append(remark)
            return None

    return mock.patch.object(grader.coursedir, "get_existing_timestamp", time_of)


def _accept_renamed(grader, hand_in):
    """Take the only notebook of an unknown name for the only one that is missing.

    Returns
    -------
    dict of str to str
        The path that was expected -> the path that is there.
    """
    there = {Path(file).stem: file for file in grader.notebooks}
    missing = [name for name in grader.records if name not in there]
    unknown = [name for name in there if name not in grader.records]
    if len(missing) != 1 or len(unknown) != 1 or grader.coursedir.notebook_id != "*":
        if not there.keys() & grader.records.keys():
            raise Unfit("there is no notebook of this assignment in it")
        hand_in.remarks += [f"{name} is not part of the assignment" for name in unknown]
        return {}
    file = there[unknown[0]]
    expected = str(Path(file).with_name(f"{missing[0]}.ipynb"))
    grader.notebooks[grader.notebooks.index(file)] = expected
    hand_in.remarks.append(f"{unknown[0]} was taken for {missing[0]}")
    return {expected: file}


def _read(grader, hand_in, notebook, file):
    """Read a notebook, put its cells right, and run nbgrader's steps up to the execution."""
    notebook.resources["metadata"] = {"name": notebook.name, "path": str(hand_in.folder)}
    try:
        size, most = file.stat().st_size, grader.coursedir.max_file_size * KB
        if size > most:
            raise Unfit(f"it has {size / MB:.0f} MB, and {most / MB:.0f} are allowed")
        if not is_own(file, file.parent):
            raise Unfit("it is not a file of the student's own")
        notebook.nb, whole = read_notebook(file)
        if not whole:
            hand_in.remarks.append(f"{notebook.name} was damaged: only its cells were kept")
        hand_in.files[f"{notebook.name}.ipynb"] = files.packed(_without_outputs(notebook.nb))
        hand_in.remarks += restore(notebook.nb, grader.records[notebook.name])
        grader.steps.sanitise(notebook)
    except Unfit as error:
        notebook.nb = None
        hand_in.remarks.append(f"{notebook.name} cannot be graded: {error}")
    except Exception as error:  # JSON's, ValueError, RecursionError...
        grader.log.debug("%s", file, exc_info=True)
        notebook.nb = None
        said = brief(error, 100)
        hand_in.remarks.append(f"{notebook.name} is not a notebook that can be read: {said}")
