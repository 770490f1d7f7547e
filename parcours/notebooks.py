"""Notebooks as this project writes them: read from Markdown, with derived ids, byte for byte the same."""

import hashlib
import json
import re

import jupytext
import nbformat

__all__ = [
    "derive_ids",
    "dumps",
    "from_markdown",
    "grade_id",
    "is_claim",
    "is_our_markdown",
    "is_ours",
    "loads",
    "to_markdown",
]

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
NO_DIGEST = "0" * 8


def from_markdown(text, claims=False):
    """Read a Jupytext Markdown source as a notebook without outputs, with derived cell ids.

    Parameters
    ----------
    text : str
    claims : bool
        Keep the cells tagged ``claim``: they are for `parcours rehearse`, and not for readers.

    Raises
    ------
    ValueError
        When the metadata of a cell is not well-formed.
    """
    notebook = jupytext.reads(text, fmt="md")
    for cell in notebook.cells:
        if "incorrectly_encoded_metadata" in cell.metadata:
            wrong = cell.metadata["incorrectly_encoded_metadata"]
            raise ValueError(f"malformed cell metadata: {wrong}")
        cell.metadata.pop("lines_to_next_cell", None)  # Jupytext's own note about blank lines
    if not claims:
        notebook.cells = [cell for cell in notebook.cells if not is_claim(cell)]
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNELSPEC})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    derive_ids(notebook)
    return notebook


def to_markdown(notebook):
    """Write a notebook as Jupytext Markdown; its header tells whether it was edited since."""
    copy = nbformat.from_dict(notebook)
    header = {"kernelspec": KERNELSPEC, "parcours": {"digest": NO_DIGEST}}
    shown = {"jupytext": {"notebook_metadata_filter": ",".join([*header, "-all"])}}
    copy.metadata = nbformat.from_dict(header | shown)
    text = jupytext.writes(copy, fmt="md")
    return text.replace(NO_DIGEST, _digest(text), 1)


def is_our_markdown(text):
    """Whether the text is as `to_markdown` wrote it: nobody has edited it since."""
    match = re.search(r"^    digest: '?([0-9a-f]{8})", text, re.MULTILINE)
    return bool(match) and _digest(text.replace(match[1], NO_DIGEST, 1)) == match[1]


def loads(text):
    """Read a notebook; raise ``ValueError`` when the text is not one."""
    try:
        return nbformat.reads(text, as_version=4)
    except Exception as error:  # nbformat raises its own, JSON's, and AttributeError for `[]`
        raise ValueError("not a notebook") from error


def dumps(notebook):
    """Write a notebook as JupyterLab does, so that saving it there changes no other line."""
    return nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n"


def derive_ids(notebook):
    """Name each cell after its ``grade_id`` and its content.

    The content is in the name so that a cell tells by itself whether somebody has edited it: see
    `is_ours`. Two cells with the same content are told apart by their order.
    """
    seen = {}
    for cell in notebook.cells:
        name = f"{grade_id(cell) or cell.cell_type}-{_cell_digest(cell)}"
        seen[name] = seen.get(name, 0) + 1
        cell.id = name if seen[name] == 1 else f"{name}-{seen[name]}"


def is_ours(cell):
    """Whether the cell is as `derive_ids` left it: nobody has edited it since."""
    match = re.fullmatch(r".+?-([0-9a-f]{8})(-\d+)?", cell.get("id", ""))
    return bool(match) and match[1] == _cell_digest(cell)


def is_claim(cell):
    """Whether the cell checks a sentence of the lesson."""
    return "claim" in cell.metadata.get("tags", [])


def grade_id(cell):
    """Name that nbgrader knows the cell by, or None."""
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def _cell_digest(cell):
    return _digest(json.dumps([cell.cell_type, cell.source]))


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:8]
