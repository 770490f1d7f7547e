"""Reads a notebook, whatever has become of its file."""

import json
import re
import warnings

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from parcours.grade.protocol.frames import plain

__all__ = ["read_notebook"]

MAKE = {"code": new_code_cell, "markdown": new_markdown_cell}
ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def read_notebook(file):
    """Read a notebook of any version; of one that breaks nbformat's rules, what can be graded.

    Parameters
    ----------
    file : Path

    Returns
    -------
    nb : NotebookNode
        It is valid.
    whole : bool
        Whether nothing had to be left out.

    Raises
    ------
    ValueError
        When it is not JSON, or has no cells.
    """
    content = plain(json.loads(file.read_bytes()))
    try:
        return _convert(content), True
    except Exception:  # each version of the format fails in ways of its own
        return _rebuild(content), False


def _convert(content):
    """Make a notebook of what nbformat accepts."""
    version = content["nbformat"]
    if version not in (3, 4):  # older than nbgrader, or newer than nbformat
        raise ValueError
    nb = nbformat.versions[version].to_notebook_json(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ids that are missing or double are made anew
        if version == 3:
            nb = nbformat.from_dict(nbformat.convert(nb, 4))  # a conversion leaves dictionaries
        nbformat.validate(nb)
    nb.metadata.get("language", "").lower()  # as nbconvert does
    return nb


def _rebuild(content):
    """Make a notebook of what is sound in each cell."""
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list):
        raise ValueError("it has no cells")
    nb, ids = new_notebook(), set()
    for old in cells:
        if isinstance(old, dict):
            cell = _rebuild_cell(old)
            if isinstance(old.get("id"), str) and ID.fullmatch(old["id"]) and old["id"] not in ids:
                cell["id"] = old["id"]
            ids.add(cell["id"])
            nb.cells.append(cell)
    return nbformat.from_dict(nb)


def _rebuild_cell(old):
    """Make a cell of the text, nbgrader's metadata, and what nbformat accepts of the rest."""
    kind = old.get("cell_type")
    make = MAKE.get(kind, new_raw_cell) if isinstance(kind, str) else new_raw_cell
    cell = make(_text(old.get("source")))
    meta = old.get("metadata")
    if isinstance(meta, dict):
        _keep(cell, "metadata", meta)
        if "nbgrader" in meta:
            cell.metadata["nbgrader"] = meta["nbgrader"]
    if kind == "code":
        outputs = old.get("outputs")
        for output in outputs if isinstance(outputs, list) else []:
            _keep(cell, "outputs", [*cell.outputs, output])
        _keep(cell, "execution_count", old.get("execution_count"))
    elif isinstance(old.get("attachments"), dict):
        for name, picture in old["attachments"].items():
            _keep(cell, "attachments", {**cell.get("attachments", {}), name: picture})
    return cell


def _keep(cell, key, value):
    """Give a cell something, if it is a sound cell with it."""
    before = dict(cell)
    cell[key] = nbformat.from_dict(value)
    try:
        nbformat.validate(cell, ref=f"{cell.cell_type}_cell", version=4, version_minor=5)
    except Exception:  # each kind of nonsense fails in a way of its own
        cell.pop(key)
        if key in before:
            cell[key] = before[key]


def _text(source):
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str))
