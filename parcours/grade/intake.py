"""From the folder that a student handed in to notebooks that can be executed."""

import re
import shutil
from pathlib import Path

import nbformat
from nbgrader.converters.base import BaseConverter
from nbgrader.utils import find_all_files

from parcours.grade import files
from parcours.grade.handin import HandIn, Notebook
from parcours.grade.record import restore
from parcours.grade.steps import Unfit

__all__ = ["OwnFiles", "take_in"]

KB, MB = 1000, 1_000_000


class OwnFiles(BaseConverter):
    """Copies what a student handed in: regular files, and links only to the student's own."""

    def init_assignment(self, assignment_id, student_id):
        """Copy the files that are not notebooks."""
        source = Path(self._format_source(assignment_id, student_id))
        folder = Path(self._format_dest(assignment_id, student_id))
        for name in find_all_files(str(source), [*self.coursedir.ignore, "*.ipynb"]):
            path = Path(name)
            if is_own(path, source):
                copy = folder / path.relative_to(source)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, copy)


def is_own(path, folder):
    """Whether a path is a regular file inside a folder, links followed."""
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


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
    hand_in = HandIn(**re.match(pattern, path).groupdict())
    where = hand_in.assignment, hand_in.student
    try:
        if not grader.init_destination(*where):
            return None
        grader.run_pre_convert_hook()
        with grader.making():
            hand_in.folder = Path(grader._format_dest(*where))
            shutil.rmtree(hand_in.folder, ignore_errors=True)  # of a run that was killed
            hand_in.folder.mkdir(parents=True)
            there = _accept_renamed(grader, hand_in)
            grader.init_assignment(*where)
            for file in grader.notebooks:
                resources = grader.init_single_notebook_resources(file)
                notebook = Notebook(Path(file).stem, None, resources)
                hand_in.notebooks.append(notebook)
                _read(grader, hand_in, notebook, Path(there.get(file, file)))
        hand_in.files = files.read_folder(hand_in.folder, grader.coursedir.max_dir_size * KB)
        hand_in.failed = not any(notebook.nb for notebook in hand_in.notebooks)
    except Exception as error:  # whatever it is: it must not stop the class
        grader.log.debug("%s", path, exc_info=True)
        hand_in.fail(str(error) or type(error).__name__)
    return hand_in


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
        notebook.nb = nbformat.read(file, as_version=4)
        hand_in.remarks += restore(notebook.nb, grader.records[notebook.name])
        grader.steps.sanitise(notebook)
    except Unfit as error:
        notebook.nb = None
        hand_in.remarks.append(f"{notebook.name} cannot be graded: {error}")
    except Exception as error:  # nbformat raises its own, JSON's, KeyError, RecursionError...
        grader.log.debug("%s", file, exc_info=True)
        notebook.nb = None
        said = " ".join(str(error).split())[:100]
        hand_in.remarks.append(f"{notebook.name} is not a notebook that can be read: {said}")
