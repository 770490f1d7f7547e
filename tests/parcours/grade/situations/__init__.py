"""What the notebooks of a course do, in situations of a few cells each.

The text files here are the catalogue, a folder's worth of cells each. A line ``=== name`` begins a
situation, and a line ``--- kind`` a part of it, in the order of the cells:

=========================  =========================================================================
``setup``                  a read-only cell of the instructor's
``right``, ``wrong``       two answers to the same cell, of which nothing is released
``test POINTS``            a graded cell; a right answer gets all the points, a wrong one does not
``cell``, ``raw``          cells that nbgrader does not know
``essay``, ``manual``      an answer in words or code, marked by hand, POINTS
``task``                   a task, POINTS
``file NAME``              a file that the instructor hands out; ``+x`` or an encoding may follow
``own NAME``               a file that students hand in
=========================  =========================================================================
"""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Part:
    """A cell or a file."""

    kind: str
    words: str
    text: str


@dataclass(frozen=True)
class Situation:
    """A few cells that belong together."""

    group: str
    number: int
    name: str
    parts: tuple

    def cell_name(self, index):
        """Return the grade_id of a part."""
        return f"{self.group}-{self.number}-{index}"


def read(file):
    """Read the situations of one file."""
    _, *chapters = re.split(r"^=== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for number, chapter in enumerate(chapters, 1):
        name, *parts = re.split(r"^--- ", chapter, flags=re.MULTILINE)
        yield Situation(file.stem, number, name.strip(), tuple(map(read_part, parts)))


def read_part(text):
    """Read what follows ``---``."""
    head, _, body = text.partition("\n")
    kind, _, words = head.partition(" ")
    if kind not in ("file", "own"):
        body = body.strip("\n")
    return Part(kind, words.replace(r"\u0301", "\u0301"), body.rstrip("\n") + "\n" * (body != ""))


def catalogue():
    """Return all the situations by group."""
    return {file.stem: list(read(file)) for file in sorted(FOLDER.glob("*.txt"))}
