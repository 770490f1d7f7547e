"""Finds what was handed in, and copies what there is beside the notebooks, within limits."""

import os
import shutil
from glob import escape, glob
from pathlib import Path

from nbgrader.converters.base import BaseConverter

from parcours.grade.protocol import files

__all__ = ["OwnFiles", "is_own"]

KB, GB = 1000, 2**30


class OwnFiles(BaseConverter):
    """Copies regular files, and links only where they lead to the student's own.

    nbgrader limits the size of files only where they are handed in, which is not the only way for
    them to come here.
    """

    left_out = ()  # remarks about the last hand-in

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

    def init_assignment(self, assignment_id, student_id):
        """Copy the files that are not notebooks."""
        source = Path(self._format_source(assignment_id, student_id))
        folder = Path(self._format_dest(assignment_id, student_id))
        room, count, left_out = self.room, 0, []
        for path in files.all_files(source, [*self.coursedir.ignore, "*.ipynb"]):
            if not is_own(path, source) or not os.access(path, os.R_OK):
                continue
            size = path.stat().st_size
            if size > min(room, self.coursedir.max_file_size * KB) or count == files.MOST:
                left_out.append(path.name)
                continue
            room, count = room - size, count + 1
            copy = folder / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
        self.left_out = [_remark(left_out)] if left_out else []


def is_own(path, folder):
    """Whether a path is a regular file inside a folder, links followed."""
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _remark(names):
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"too large or too many, and left out: {shown}"
