"""A student's answers are sacred: bring a notebook up to date and keep what somebody wrote in it.

The ids that `parcours.notebooks.derive_ids` gives say which cells are as the course made them, so
that two notebooks suffice: there is no need for the version that the student started from.
"""

import copy
from pathlib import Path

from parcours.course import CourseError
from parcours.notebooks import dumps, grade_id, is_ours, loads

__all__ = ["has_work", "keep", "merge_files"]


def has_work(notebook):
    """Whether somebody has run or edited the notebook since the course made it."""
    return any(
        not is_ours(cell) or cell.get("outputs") or cell.get("execution_count")
        for cell in notebook.cells
    )


def keep(mine, new):
    """Bring a student's notebook up to date.

    The new version gives the order, the prose and the checks. A cell that the student edited stays:
    in the place of the cell that it answers, or else after the cell that it followed. Cells that
    nobody edited give way to their new version, and keep their outputs where nothing changed.

    Parameters
    ----------
    mine : NotebookNode
        The notebook that somebody worked in.
    new : NotebookNode
        The notebook as the course makes it now.

    Returns
    -------
    NotebookNode
        Keeping twice changes nothing more.
    """
    find = _finder(new)
    placed = {}  # id of a new cell -> the student's cell that stands in its place
    own = {None: []}  # id of a new cell, None for the top -> the student's cells that follow it
    last = None
    for cell in mine.cells:
        match = find(cell)
        if match:
            last = match.id
        untouched = is_ours(cell) or (match and match.source == cell.source)
        if (
            match
            and match.id not in placed
            and (match.source == cell.source if untouched else not _is_locked(match))
        ):
            placed[match.id] = _in_place_of(match, cell)
        elif not untouched:
            own.setdefault(last, []).append(_as_own(cell))
    cells = list(own[None])
    for cell in new.cells:
        cells += [placed.get(cell.id, cell), *own.get(cell.id, [])]
    merged = copy.deepcopy(mine)
    merged.nbformat_minor = max(mine.nbformat_minor, new.nbformat_minor)
    merged.cells = copy.deepcopy(cells)
    _make_ids_unique(merged.cells)
    return merged


def merge_files(ours, theirs):
    """Merge two versions of a notebook for git: the one that somebody worked in is kept.

    Parameters
    ----------
    ours, theirs : path-like
        The two versions; the result is written to `ours`, where git looks for it.

    Raises
    ------
    CourseError
        When both versions hold somebody's work, or neither does: git then reports a conflict.
    """
    try:
        versions = [loads(Path(path).read_text(encoding="utf-8")) for path in (ours, theirs)]
    except ValueError:
        raise CourseError("cannot merge: one of the versions is not a notebook") from None
    mine = [notebook for notebook in versions if has_work(notebook)]
    if len(mine) != 1:
        who = "both versions hold" if mine else "neither version holds"
        raise CourseError(f"cannot merge this notebook: {who} somebody's work")
    new = versions[1] if mine[0] is versions[0] else versions[0]
    Path(ours).write_text(dumps(keep(mine[0], new)), encoding="utf-8", newline="\n")


def _finder(new):
    """Return a function that finds the new cell which a student's cell stands for, or None."""
    by_grade_id = {grade_id(cell): cell for cell in new.cells if grade_id(cell)}
    by_id = {cell.id: cell for cell in new.cells}
    # Some editors drop the ids: an unchanged text still says which cell it was.
    by_source = {(cell.cell_type, cell.source): cell for cell in reversed(new.cells)}

    def find(cell):
        return (
            by_grade_id.get(grade_id(cell))
            or by_id.get(cell.get("id"))
            or by_source.get((cell.cell_type, cell.source))
        )

    return find


def _is_locked(cell):
    return cell.metadata.get("nbgrader", {}).get("locked", False)


def _in_place_of(match, cell):
    """Return the student's cell with the name and the metadata of the new one."""
    cell = copy.deepcopy(cell)
    cell.id = match.id
    cell.metadata.update(copy.deepcopy(match.metadata))
    return cell


def _as_own(cell):
    """Return the student's cell as one that nbgrader does not know."""
    cell = copy.deepcopy(cell)
    for key in ("nbgrader", "deletable", "editable"):
        cell.metadata.pop(key, None)
    return cell


def _make_ids_unique(cells):
    seen = set()
    for cell in cells:
        one = cell.get("id", "mine")
        while one in seen or "id" not in cell:
            one += "-mine"
            cell.id = one
        seen.add(one)
