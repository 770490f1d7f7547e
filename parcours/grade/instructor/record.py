"""What the gradebook says of a notebook's cells, whatever a student's copy says."""

from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace

from nbgrader.nbgraderformat import SCHEMA_VERSION

__all__ = ["Record", "read_record"]


@dataclass(frozen=True)
class Record:
    """What the gradebook knows of a notebook.

    Parameters
    ----------
    cells : dict of str to SimpleNamespace
        Name (``grade_id``) -> ``id``, ``cell_type``, ``locked`` and ``source``.
    metadata : dict of str to dict
        Name -> what must stand under ``nbgrader`` in the cell's metadata; in the order of the
        notebook.
    released : dict of str to NotebookNode
        Name -> the cell as it was handed out; empty when the released notebook is not there.
    plain : list of NotebookNode
        Cells that were handed out without a name.
    """

    cells: dict
    metadata: dict
    released: dict
    plain: list

    @property
    def sources(self):
        """The code that the instructor wrote."""
        every = [*self.cells.values(), *self.plain]
        return [one.source for one in every if one.cell_type == "code"]

    @property
    def texts(self):
        """The texts that the instructor wrote."""
        every = [*self.cells.values(), *self.plain]
        return [one.source for one in every if one.cell_type == "markdown"]

    @cached_property
    def traits(self):
        """What gives a cell away that has lost its name: its text, or its id -> place, name."""
        found = {}
        for place, (name, cell) in enumerate(self.released.items()):
            if self.metadata[name]["locked"]:
                found.setdefault(("text", cell.source), (place, name))
            if "id" in cell:
                found.setdefault(("id", cell.id), (place, name))
        return found


def read_record(notebook, released=None):
    """Read nbgrader's record of a notebook.

    Parameters
    ----------
    notebook : nbgrader.api.Notebook
    released : NotebookNode, optional
        The notebook as it was handed out. It helps to tell cells whose metadata are lost, by their
        ids, and gives the order of the cells.

    Returns
    -------
    Record
    """
    metadata = {cell.name: _metadata(cell) for cell in notebook.source_cells}
    kept = "id", "cell_type", "locked", "source"  # away from the session, which forgets at commits
    cells = {
        cell.name: SimpleNamespace(**{key: getattr(cell, key) for key in kept})
        for cell in notebook.source_cells
    }
    for cell in notebook.solution_cells:
        metadata[cell.name]["solution"] = True
    for cell in notebook.grade_cells:
        metadata[cell.name].update(grade=True, points=_number(cell.max_score))
    for cell in notebook.task_cells:
        metadata[cell.name].update(task=True, points=_number(cell.max_score))
    handed_out, plain = {}, []
    for cell in released.cells if released else []:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in cells:
            handed_out[name] = cell
        else:
            plain.append(cell)
    order = [*handed_out, *(name for name in cells if name not in handed_out)]
    return Record(cells, {name: metadata[name] for name in order}, handed_out, plain)


def _metadata(cell):
    return {
        "cell_type": cell.cell_type,
        "checksum": cell.checksum,
        "grade": False,
        "grade_id": cell.name,
        "locked": cell.locked,
        "schema_version": SCHEMA_VERSION,
        "solution": False,
        "task": False,
    }


def _number(points):
    return int(points) if float(points).is_integer() else points
