"""The course's folders, and the error that every command ends with."""

from dataclasses import dataclass
from pathlib import Path

__all__ = ["START", "Course", "CourseError", "find_course"]

START = "course/en/00-start.ipynb"


class CourseError(Exception):
    """Something that the user can mend; the message says how, in one line."""


@dataclass(frozen=True)
class Course:
    """A checkout of the course.

    Parameters
    ----------
    root : Path
        The folder that holds ``course/``, ``solutions/`` and ``exercises/``.
    """

    root: Path

    @property
    def lessons(self):
        """Folder of the lessons."""
        return self.root / "course" / "en"

    @property
    def pictures(self):
        """Folder of the drawn pictures."""
        return self.lessons / "pictures"

    @property
    def solutions(self):
        """Folder of the corrections: nbgrader's source directory."""
        return self.root / "solutions" / "en"

    @property
    def exercises(self):
        """Folder of the statements: nbgrader's release directory."""
        return self.root / "exercises" / "en"


def find_course(folder="."):
    """Find the course that a folder belongs to.

    Parameters
    ----------
    folder : path-like
        The course's folder, or any folder inside it.

    Returns
    -------
    Course

    Raises
    ------
    CourseError
        When neither the folder nor one above it holds the course.
    """
    folder = Path(folder).resolve()
    for root in (folder, *folder.parents):
        if (root / "course" / "en" / "00-start.md").is_file() and (root / "solutions").is_dir():
            return Course(root)
    raise CourseError(
        f"{folder} is not the parcours course: go to the folder that holds course/ and solutions/"
    )
