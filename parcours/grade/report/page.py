"""The report that an instructor looks at when a class has been graded: one HTML file."""

import os
from collections import Counter
from datetime import datetime
from pathlib import Path
from statistics import mean, median
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from parcours.grade.report.messages import same_messages, tidy
from parcours.grade.report.table import figure

__all__ = ["report", "write_report"]

STEP = 10  # percent for a bar of the distribution
SHOWN = 3  # messages of a part that are not folded away
SLOWEST = 10
WORDLESS = {"partial": "(part of the points, without a message)", "none": "(no points, no message)"}


def write_report(marks, folder):
    """Write the report of an assignment into a folder, all or nothing.

    Parameters
    ----------
    marks : Marks
    folder : Path

    Returns
    -------
    Path

    Raises
    ------
    OSError
        When it cannot be written.
    """
    folder.mkdir(exist_ok=True)
    file = folder / f"{marks.assignment}.html"
    part = folder / f".{file.name}.part"
    part.write_text(report(marks, folder), encoding="utf-8", errors="replace")
    os.replace(part, file)
    return file


def report(marks, folder):
    """Return the report as HTML; its links start from a folder."""
    graded = [one for one in marks.students if one.state == "graded"]
    shares = [share for one in graded if (share := _share(one, marks.parts)) is not None]
    now = datetime.now().astimezone()
    timed = sorted((one for one in graded if one.slowest), key=lambda one: -one.seconds)
    parts = [_part(part, graded) for part in marks.parts]
    marked = [one for one in parts if one["mean"] is not None and not one["counts"]["waiting"]]
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(figure=figure, tidy=tidy, percent=_percent)
    return environment.get_template("report.html").render(
        assignment=marks.assignment,
        warning=marks.warning,
        date=f"{now.day} {now:%B %Y, %H:%M}",
        students=marks.students,
        row={one.id: number for number, one in enumerate(marks.students, 1)},
        graded=graded,
        failed=[one for one in marks.students if one.state == "failed"],
        waiting=[one for one in marks.students if one.state == "waiting"],
        absent=[one for one in marks.students if one.state == "absent"],
        most=sum(part.most for part in marks.parts),
        mean=mean(shares) if shares else None,
        median=median(shares) if shares else None,
        bars=_distribution(marks.students, shares),
        parts=parts,
        hardest=min(marked, key=lambda part: part["mean"], default=None),
        level=_level,
        share=lambda one: _share(one, marks.parts),
        slowest=timed[:SLOWEST],
        shown=SHOWN,
        link=lambda file: quote(Path(os.path.relpath(file, folder)).as_posix()),
    )


def _share(student, parts):
    """Return the score as a share of the points given so far; None before there are any."""
    most = sum(part.most for part in parts if student.points.get(part.label) is not None)
    return student.score / most if most else None


def _distribution(students, shares):
    """Return the bars; each student stands in one of them."""
    counts = Counter(min(int(round(100 * share, 6)) // STEP * STEP, 100 - STEP) for share in shares)
    bars = [
        {
            "kind": "score",
            "count": counts[low],
            "label": low,
            "end": 100 if low + STEP == 100 else None,
            "words": f"{low} to {low + STEP} percent",
        }
        for low in range(0, 100, STEP)
    ]
    states = Counter(one.state for one in students)
    others = {
        "no marks yet": states["graded"] - len(shares),
        "not graded": states["failed"] + states["waiting"],
        "no hand-in": states["absent"],
    }
    for label, count in others.items():
        if count:
            bars.append(
                {"kind": "other", "count": count, "label": label, "end": None, "words": label}
            )
    return bars


def _part(part, graded):
    """Return how the class did in a part, and what it was told."""
    levels = {one.id: _level(one.points.get(part.label), part.most) for one in graded}
    said = {}
    for one in graded:
        if wordless := WORDLESS.get(levels[one.id]):
            said[one.id] = one.messages.get(part.label, wordless)
    given = [one.points[part.label] for one in graded if levels[one.id] != "waiting"]
    counts = Counter(levels.values())
    return {
        "label": part.label,
        "most": part.most,
        "counts": {kind: counts[kind] for kind in ("full", "partial", "none", "waiting")},
        "mean": mean(given) / part.most if given and part.most else None,
        "messages": same_messages(said),
    }


def _level(points, most):
    if points is None:
        return "waiting"
    return "full" if points >= most else "partial" if points > 0 else "none"


def _percent(share):
    return "-" if share is None else f"{100 * share:.0f} %"
