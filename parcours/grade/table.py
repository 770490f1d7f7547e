"""The marks of a class, for people and for machines."""

import json

__all__ = ["as_json", "as_table"]


def as_table(grader):
    """Return a line for each hand-in: points for each check, all together, what happened."""
    hand_ins = sorted(getattr(grader, "hand_ins", []), key=lambda one: one.student)
    if not hand_ins:
        return "nothing to do: all that was handed in has been graded\n"
    checks = {name: most for one in hand_ins for name, (_, most) in one.points.items()}
    head = ["student", *map(str, range(1, len(checks) + 1)), "points", "outcome"]
    rows = [head]
    for one in hand_ins:
        got = [one.points.get(name, (None, 0))[0] for name in checks]
        marks = ["-" if points is None else f"{points:g}" for points in got]
        rows.append([one.student, *marks, f"{one.score:g}", one.outcome])
    widths = [max(len(row[column]) for row in rows) for column in range(len(head) - 1)]
    lines = [
        f"{number}: {name} ({most:g})" for number, (name, most) in enumerate(checks.items(), 1)
    ]
    for student, *marks, outcome in rows:
        cells = [student.ljust(widths[0])]
        cells += [mark.rjust(width) for mark, width in zip(marks, widths[1:], strict=True)]
        lines.append("  ".join([*cells, outcome]))
    return "\n".join(lines) + "\n"


def as_json(grader):
    """Return the same as JSON."""
    hand_ins = sorted(getattr(grader, "hand_ins", []), key=lambda one: one.student)
    content = {
        "assignment": grader.coursedir.assignment_id,
        "hand_ins": [
            {
                "student": one.student,
                "outcome": one.outcome,
                "graded": not one.failed,
                "score": one.score,
                "points": {name: list(pair) for name, pair in one.points.items()},
                "seconds": round(one.seconds, 3),
                "own_seconds": round(one.own_seconds, 3),
            }
            for one in hand_ins
        ],
    }
    return json.dumps(content, indent=2) + "\n"
