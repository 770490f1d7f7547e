"""The marks of a run, for people at a terminal and for machines."""

import json
from statistics import mean

from parcours.grade.report.messages import tidy

__all__ = ["as_json", "as_table"]


def as_table(marks, hand_ins, width=None):
    """Return a line for each hand-in: points for each part, all together, what happened.

    Parameters
    ----------
    marks : Marks
    hand_ins : list of HandIn
        Those of this run.
    width : int, optional
        Columns; what happened is cut to fit.

    Returns
    -------
    str
    """
    students = _of_run(marks, hand_ins)
    if not students:
        return "nothing to do: all that was handed in has been graded"
    labels = [part.label for part in marks.parts]
    late = ["late"] if any(one.penalty for one in students) else []
    rows = [["student", *map(str, range(1, len(labels) + 1)), *late, "score", "outcome"]]
    for one in students:
        penalty = [figure(-one.penalty or None)] if late else []
        points = [figure(one.points.get(label), "-") for label in labels]
        rows.append([tidy(one.id, 40), *points, *penalty, figure(one.score), one.outcome])
    if len(students) > 1:
        rows.append(_means(students, labels, late))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [f"{i:2}: {one.label} ({one.most:g})" for i, one in enumerate(marks.parts, 1)]
    if any(None in one.points.values() for one in students):
        lines.append(" -: to be marked by hand")
    for student, *figures, outcome in rows:
        cells = [one.rjust(size) for one, size in zip(figures, widths[1:-1], strict=True)]
        line = "  ".join([student.ljust(widths[0]), " ".join(cells), outcome])
        too_long = width and len(line) > width
        lines.append(line[: width - 1] + "…" if too_long else line.rstrip())
    return "\n".join([*lines, marks.warning] if marks.warning else lines)


def _means(students, labels, late):
    """Return the last line: the mean of each part, and of the class."""
    columns = [[one.points.get(label) for one in students] for label in labels]
    given = [[points for points in column if points is not None] for column in columns]
    means = [figure(mean(column), places=1) if column else "-" for column in given]
    penalty = [figure(-mean(one.penalty for one in students), places=1)] if late else []
    return ["mean", *means, *penalty, figure(mean(one.score for one in students), places=1), ""]


def figure(points, none="", places=2):
    """Return points as people write them."""
    return none if points is None else f"{round(points, places) + 0:g}"


def as_json(marks, hand_ins, report=None):
    """Return the same as JSON, with what the parts said, and the path of the report."""
    by_student = {one.student: one for one in hand_ins}
    most = {part.label: part.most for part in marks.parts}
    content = {
        "assignment": marks.assignment,
        "report": str(report) if report else None,
        "correction": {"not_passed": marks.not_passed},
        "hand_ins": [
            {
                "student": one.id,
                "outcome": one.outcome,
                "graded": one.state == "graded",
                "score": one.score,
                "late_penalty": one.penalty,
                "by_hand": [label for label in most if label in one.by_hand],
                "points": {label: [one.points.get(label), top] for label, top in most.items()},
                "messages": one.messages,
                "seconds": round(by_student[one.id].seconds, 3),
                "own_seconds": round(by_student[one.id].own_seconds, 3),
            }
            for one in _of_run(marks, hand_ins)
        ],
    }
    return json.dumps(content, indent=2)


def _of_run(marks, hand_ins):
    graded = {one.student for one in hand_ins}
    return [one for one in marks.students if one.id in graded]
