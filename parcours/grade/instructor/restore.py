"""Puts a notebook's cells back to what the gradebook says of them."""

from nbformat.v4 import new_code_cell, new_markdown_cell

__all__ = ["restore"]


def restore(nb, record):
    """Make the cells of a notebook those of the record, and keep what the student wrote.

    A cell that only the instructor writes gets its type, its text and its metadata back; one that
    is missing is put after the cell that it followed; of several, the last one counts. An answer
    keeps its text. Other cells lose what nbgrader could mistake for a cell of its own.

    Parameters
    ----------
    nb : NotebookNode
        Is changed in place.
    record : Record

    Returns
    -------
    list of str
        What was put right, in a few words each.
    """
    names = [_name(cell, record) for cell in nb.cells]
    wrong = {}  # what was wrong -> names of the cells
    places = {}
    for place, (cell, name) in enumerate(zip(nb.cells, names, strict=True)):
        if name in places:
            wrong.setdefault("handed in more than once", []).append(name)
            nb.cells[places[name]].metadata.pop("nbgrader", None)
        if name is None:
            cell.metadata.pop("nbgrader", None)
            continue
        places[name] = place
        for what in _mend(cell, name, record):
            wrong.setdefault(what, []).append(name)
    found = {name: nb.cells[place] for name, place in places.items()}
    for name, meta in record.metadata.items():
        if name not in found and (meta["locked"] or meta["grade"] or meta["task"]):
            found[name] = _insert(nb, name, record, found)
            wrong.setdefault("missing", []).append(name)
    return [f"{what}, and put right: {', '.join(names)}" for what, names in wrong.items()]


def _name(cell, record):
    """Tell which cell of the record this is: by its name, its id, or its text; or None."""
    meta = cell.metadata.get("nbgrader")
    name = meta.get("grade_id") if isinstance(meta, dict) else None
    if isinstance(name, str) and name in record.cells:
        return name
    found = [
        record.traits[trait]
        for trait in (("text", cell.source), ("id", cell.get("id")))
        if trait in record.traits
    ]
    return min(found)[1] if found else None


def _mend(cell, name, record):
    """Give a cell its type, its metadata and, if it is locked, its text; yield what was wrong."""
    source = record.cells[name]
    meta = cell.metadata.get("nbgrader")
    if not isinstance(meta, dict) or meta.get("grade_id") != name:
        yield "nameless"
    if cell.cell_type != source.cell_type:
        yield "of another type"
        _retype(cell, source.cell_type)
    cell.metadata["nbgrader"] = dict(record.metadata[name])
    if source.locked:
        handed_out = record.released.get(name, cell)
        if cell.source.strip() not in (handed_out.source.strip(), source.source.strip()):
            yield "edited"
        cell.source = source.source


def _retype(cell, kind):
    cell.cell_type = kind
    if kind == "code":
        cell.update(outputs=[], execution_count=None)
        cell.pop("attachments", None)
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def _insert(nb, name, record, found):
    """Put a missing cell back, and return it."""
    source = record.cells[name]
    make = new_code_cell if source.cell_type == "code" else new_markdown_cell
    cell = make(source.source, metadata={"nbgrader": dict(record.metadata[name])})
    cell.id = f"restored-{source.id}"
    if nb.nbformat_minor < 5:
        del cell["id"]  # which came with version 4.5
    nb.cells.insert(_place(nb, name, record, found), cell)
    return cell


def _place(nb, name, record, found):
    """Say where a missing cell goes: a test as late as it may, for what it tests may be nameless."""
    order = list(record.metadata)
    here = order.index(name)
    place = {id(cell): place for place, cell in enumerate(nb.cells)}
    places = [place[id(found[one])] if one in found else None for one in order]
    before = [one for one in places[:here] if one is not None]
    after = [one for one in places[here + 1 :] if one is not None]
    if record.metadata[name]["grade"] or record.metadata[name]["task"]:
        return after[0] if after else len(nb.cells)
    return before[-1] + 1 if before else 0
