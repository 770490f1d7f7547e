"""Finds what was handed in, and copies what there is beside the notebooks, within limits."""

import os
import shutil
from fnmatch import fnmatch
from glob import escape, glob
from pathlib import Path
from unittest import mock

from nbgrader.converters import autograde
from nbgrader.converters.base import BaseConverter

from parcours.grade.protocol import files

__all__ = ["OwnFiles", "is_own", "nothing_copied"]

KB, GB = 1000, 2**30
JUNK = (
    ".git",
    ".venv",
    ".DS_Store",
    "._*",
    "__MACOSX",
    "__pycache__",
    ".ipynb_checkpoints",
    "node_modules",
)
ENVIRONMENT = "pyvenv.cfg"  # stands in a virtual environment


class OwnFiles(BaseConverter):
    """Copies regular files, and links only where they lead to the student's own.

    nbgrader limits the size of files only where they are handed in, which is not the only way for
    them to come here. What the instructor has handed out counts against no limit, and wins.
    """

    sent = None  # what the last hand-in has beside its notebooks: path below the folder -> file
    left_out = ()  # remarks about it

    @property
    def room(self):
        """Bytes that the files of a hand-in may have: its code needs the other half of its disk."""
        return min(self.coursedir.max_dir_size * KB, int(self.disk * GB / 2))

    def init_notebooks(self):
        """Find what was handed in, also where there is no notebook in it: that is an outcome, too."""
        super().init_notebooks()
        if self.coursedir.notebook_id == "*":
            names = self.coursedir.assignment_id, self.coursedir.student_id
            for path in glob(self._format_source(*names)):
                self.assignments.setdefault(path, glob(os.path.join(escape(path), "*.ipynb")))
        for name in JUNK:  # what an archive from a Mac has beside the students
            self.assignments.pop(self._format_source(self.coursedir.assignment_id, name), None)

    def init_assignment(self, assignment_id, student_id):
        """Copy the files that are not notebooks: the student's, then the instructor's."""
        source = Path(self._format_source(assignment_id, student_id))
        folder = Path(self._format_dest(assignment_id, student_id))
        junk, paths = _find(source, self.coursedir.ignore)
        self.left_out = [f"left out, for no answer needs it: {_shown(junk)}"] if junk else []
        self.sent, kept = self._choose(source, paths)
        for name, path in {**kept, **self.handout.source}.items():
            if not name.endswith(("/", ".ipynb")):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, folder / name)

    def _choose(self, source, paths):
        """Return what the sandbox has to be sent, and what is kept; note what there is no room for."""
        sent, kept, room, count = {}, {}, self.room, 0
        too_much, unfit, read = [], {}, {Path(one).name for one in self.notebooks}
        for path in paths:
            name = path.relative_to(source).as_posix()
            folder = path.is_dir()
            if theirs := self.handout.in_the_way(name, folder):
                unfit[theirs] = None
            elif name in read or name in self.handout.source:
                continue
            elif folder:
                sent[f"{name}/"] = path
            elif self.handout.has(name, path):
                kept[name] = path
            elif (size := path.stat().st_size) > min(room, self.coursedir.max_file_size * KB) or (
                count == files.MOST
            ):
                too_much.append(path.name)
            else:
                room, count = room - size, count + 1
                sent[name] = kept[name] = path
        if too_much:
            self.left_out.append(f"too large or too many, and left out: {_shown(too_much)}")
        if unfit:
            self.left_out.append(
                f"the course's own was put in the place of what had the same name: {_shown([*unfit])}"
            )
        return sent, kept


def nothing_copied():
    """Have nbgrader copy no files: it would look through the source for each hand-in, and fail."""
    return mock.patch.object(autograde.utils, "find_all_files", lambda *_: [])


def is_own(path, folder):
    """Whether a path is a regular file inside a folder, links followed."""
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _find(folder, ignored):
    """Return the names of what nobody needs, and the paths of the files and the empty folders."""
    junk, paths = [], []

    def keep(parent, name):
        if any(fnmatch(name, like) for like in ignored):
            return False
        path = Path(parent, name)
        if not any(fnmatch(name, like) for like in JUNK) and not (path / ENVIRONMENT).is_file():
            return True
        junk.append(path.relative_to(folder).as_posix())
        return False

    for parent, folders, names in os.walk(folder):
        folders[:] = [one for one in sorted(folders) if keep(parent, one)]
        found = [Path(parent, one) for one in sorted(names) if keep(parent, one)]
        paths += [one for one in found if is_own(one, folder) and os.access(one, os.R_OK)]
        if not folders and not names and Path(parent) != folder:
            paths.append(Path(parent))
    return junk, paths


def _shown(names):
    """Return the first names, such as a notebook can hold and a terminal shows."""
    shown = [ascii(one)[1:-1] if not one.isprintable() else one for one in names[:3]]
    return ", ".join(shown) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
