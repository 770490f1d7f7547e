"""What the instructor hands out with an assignment: the files that lie beside its notebooks."""

import os
import re
from contextlib import suppress
from pathlib import Path

import nbformat

from parcours.grade.protocol import files
from parcours.grade.protocol.archive import make_archive

__all__ = ["Handout"]

WRITES = re.compile(r"^%%(?:writefile|file)\s+(?:(?:-a|--append)\s+)?[\"']?([^\"'\n]+)", re.M)


class Handout:
    """The files of the source folder, which nbgrader copies over what was handed in, and the release.

    Parameters
    ----------
    grader : Grader

    Attributes
    ----------
    source : dict of str to Path
        Path below the folder -> the file, or the empty folder (a path that ends with a slash). They
        win over what a student hands in.
    folders : set of str
        The folders in which they lie.
    release : dict of str to Path
        What is only in the release, notebooks too. It comes in where the student has not handed it
        in.
    written : set of str
        Files that the exercise has the student write, with ``%%writefile``.
    """

    def __init__(self, grader):
        coursedir, name = grader.coursedir, grader.coursedir.assignment_id
        folders = [
            Path(coursedir.format_path(folder, ".", name))
            for folder in (coursedir.source_directory, coursedir.release_directory)
        ]
        theirs = grader.exclude_overwriting.get(name, [])
        found = _files(folders[0], [*coursedir.ignore, "*.ipynb"])
        self.source = {one: path for one, path in found.items() if one not in theirs}
        self.folders = {str(one) for name in self.source for one in Path(name).parents}
        released = _files(folders[1], coursedir.ignore)
        self.release = {one: path for one, path in released.items() if one not in self.source}
        self.written = {
            os.path.normpath(one.strip())
            for source in _sources(grader.records, released)
            for one in WRITES.findall(source)
        }

    @property
    def modules(self):
        """Return the names of the modules, but for those that the exercise has the student write."""
        first = (Path(one).parts[0] for one in self._fixed() if one.endswith(".py"))
        return sorted({one.removesuffix(".py") for one in first})

    def archive(self):
        """Return all of it in one file, see `make_archive`."""
        fixed = self._fixed()
        others = {name: path for name, path in self.source.items() if name not in fixed}
        return make_archive({"source": fixed, "release": {**self.release, **others}})

    def _fixed(self):
        return {name: path for name, path in self.source.items() if name not in self.written}

    def in_the_way(self, name, folder):
        """Return the name of the course's that a student's file or folder cannot be beside, or None."""
        if name in (self.source if folder else self.folders):
            return name
        return next((str(one) for one in Path(name).parents if str(one) in self.source), None)

    def has(self, name, path):
        """Whether a student's file is the release's own."""
        theirs = self.release.get(name)
        if theirs is None or path.stat().st_size != theirs.stat().st_size:
            return False
        with path.open("rb") as one, theirs.open("rb") as other:
            while piece := one.read(1 << 20):
                if piece != other.read(1 << 20):
                    return False
        return True


def _sources(records, released):
    """Yield the cells that nbgrader knows, and those that are just handed out."""
    for record in records.values():
        yield from (cell.source or "" for cell in record.cells.values())
    for name, path in released.items():
        if name.endswith(".ipynb"):
            with suppress(Exception):  # it is no notebook: the hand-in says so
                yield from (cell.source for cell in nbformat.read(path, as_version=4).cells)


def _files(folder, ignored):
    found = {
        path.relative_to(folder).as_posix(): path
        for path in files.all_files(folder, ignored)
        if path.is_file() and os.access(path, os.R_OK)
    }
    empty = {
        f"{path.relative_to(folder).as_posix()}/": path
        for path in files.empty_folders(folder, ignored)
    }
    return found | empty
