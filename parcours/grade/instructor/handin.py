"""One hand-in on its way through the grader, and what is said of it in the end."""

from dataclasses import dataclass, field
from pathlib import Path

from parcours.grade.report.messages import brief

__all__ = ["HandIn", "Notebook"]

FAULTS = ("timeout", "died", "killed")


@dataclass
class Notebook:
    """One notebook of a hand-in.

    Parameters
    ----------
    name : str
        nbgrader's name of the notebook.
    nb : NotebookNode or None
        The notebook, ready to be executed; None when the file cannot be graded.
    resources : dict
        What nbgrader's steps hand on.
    """

    name: str
    nb: object
    resources: dict
    results: dict = field(default_factory=dict)  # index of a cell -> what it gave
    end: str | None = None  # why the rest was not run

    def hear(self, result):
        """Take the result of a cell, as soon as it is there."""
        self.results[result["cell"]] = result

    def remarks(self):
        """Return which cells did not come to their end, and why, a few words each."""
        found = [
            f"{self._cell_name(index)}: {self.end or 'stopped at its time limit'}"
            for index, result in self.results.items()
            if result["status"] in FAULTS
        ]
        return found or ([self.end] if self.end else [])

    def _cell_name(self, index):
        meta = self.nb.cells[index].metadata.get("nbgrader", {})
        return meta.get("grade_id") or f"cell {self.results[index]['number']}"


@dataclass
class HandIn:
    """What one student handed in.

    Parameters
    ----------
    assignment, student : str
    """

    assignment: str
    student: str
    folder: Path | None = None  # where it is made, before it gets its place
    notebooks: list = field(default_factory=list)
    files: dict = field(default_factory=dict)  # what its code finds, see `files`
    gone: list = field(default_factory=list)  # and what the notebook before has removed
    written: dict = field(default_factory=dict)  # of them, by the notebooks
    remarks: list = field(default_factory=list)  # what was put right, or went wrong
    failed: bool = False  # nothing of it could be graded
    absent: bool = False  # for want of a notebook, which nbgrader passes over
    seconds: float = 0.0  # from the first cell to the last

    @property
    def outcome(self):
        """What happened, in a line."""
        return "; ".join(self.remarks) or "graded"

    @property
    def own_seconds(self):
        """Seconds that the cells took: the student's code, and the tests."""
        results = [one for notebook in self.notebooks for one in notebook.results.values()]
        return sum(result.get("seconds", 0) for result in results)

    def take_back(self, last):
        """Take what a notebook has done to the files: the next one finds them so."""
        self.files = {name: one for name, one in self.files.items() if name not in last["gone"]}
        self.files |= last["files"]
        self.gone = sorted({*self.gone, *last["gone"]} - {*self.files})
        self.written |= last["files"]

    def fail(self, why):
        """Note that nothing of it could be graded."""
        self.failed = True
        self.remarks.append(brief(why))
