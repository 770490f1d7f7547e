"""What each student of a class has got."""

from dataclasses import dataclass, field

__all__ = ["Marks", "Part", "Student"]


@dataclass(frozen=True)
class Part:
    """A cell that gives points.

    Parameters
    ----------
    label : str
        Its name, with the notebook's where the assignment has several.
    most : float
        Its maximum.
    """

    label: str
    most: float


@dataclass
class Student:
    """What one student has got.

    Parameters
    ----------
    id, name : str
    """

    id: str
    name: str = ""
    state: str = "absent"  # "graded", "failed" or "waiting" when something was handed in
    points: dict = field(default_factory=dict)  # label of a part -> points, None if still to give
    by_hand: set = field(default_factory=set)  # labels of parts that wait for marks by hand
    messages: dict = field(default_factory=dict)  # label of a part -> what it said
    penalty: float = 0.0  # points, for being late
    remarks: list = field(default_factory=list)
    seconds: float | None = None  # of all cells; None when nothing was executed by us
    slowest: tuple | None = None  # name of a cell, its seconds
    files: list = field(default_factory=list)  # what there is to look at

    @property
    def score(self):
        """Points of all parts, less the penalty, as `nbgrader export` has them."""
        return max(0.0, sum(points or 0 for points in self.points.values()) - self.penalty)

    @property
    def outcome(self):
        """What happened, in a line."""
        return "; ".join(self.remarks) or {
            "graded": "graded",
            "failed": "it could not be graded",
            "waiting": "not graded yet",
            "absent": "nothing was handed in",
        }.get(self.state)


@dataclass(frozen=True)
class Marks:
    """The class.

    Parameters
    ----------
    assignment : str
    parts : list of Part
        In the order of the notebook.
    students : list of Student
        By name.
    not_passed : list of str
        Labels of tests that the instructor's own notebook does not pass here.
    """

    assignment: str
    parts: list
    students: list
    not_passed: list = field(default_factory=list)

    @property
    def warning(self):
        """Which tests the instructor's own notebook does not pass here, in a line, or None."""
        if not self.not_passed:
            return None
        names = ", ".join(self.not_passed)
        return f"your own notebook in the source folder does not pass these tests here: {names}"
