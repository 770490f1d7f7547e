"""Notebooks that are mangled at random, for Hypothesis; and what may be expected of them still."""

import copy
import json

from hypothesis import strategies as st

from parcours.notebooks import grade_id

DEEP = json.loads("[" * 300 + "]" * 300)
NOT_FINITE = [float("nan"), float("inf")]
TEXTS = ["", "x", "\ud800", "\0", "a\nb"]
LISTS = [[], [1], [None], ["a", 5], DEEP]
OBJECTS = [{}, {"a": 1}, {"\ud800": []}, {"grade_id": ["double"]}]
JUNK = st.sampled_from([None, True, 5, -1, 10**30, 0.5, *NOT_FINITE, *TEXTS, *LISTS, *OBJECTS])
NAMES = st.sampled_from(
    ["imports", "double", "check-double", "partial", "essay", "new", "", 5, None]
)
KINDS = st.sampled_from(["code", "markdown", "raw", "heading", 5, None])
ANSWERS = {"double": ("check-double", "check-helpers"), "triple": ("check-triple", "partial")}


def _places(value, path=()):
    """Yield the paths to all values within a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in list(items) if isinstance(value, dict | list) else []:
        yield (*path, key)
        if len(path) < 5 and isinstance(one, dict | list):
            yield from _places(one, (*path, key))


def _junk(draw, content):
    *path, key = draw(st.sampled_from(list(_places(content))))
    for step in path:
        content = content[step]
    if draw(st.booleans()):
        content[key] = copy.deepcopy(draw(JUNK))
    else:
        del content[key]


def _cells(draw, content):
    cells = content.get("cells")
    if not isinstance(cells, list) or not cells:
        return
    one = draw(st.integers(0, len(cells) - 1))
    where = draw(st.integers(0, len(cells) - 1))
    what = draw(
        st.sampled_from(["delete", "double", "move", "shuffle", "type", "name", "id", "add"])
    )
    cell = cells[one] if isinstance(cells[one], dict) else {}
    if what == "delete":
        del cells[one]
    elif what == "double":
        cells.insert(where, copy.deepcopy(cells[one]))
    elif what == "move":
        cells.insert(where, cells.pop(one))
    elif what == "shuffle":
        cells[:] = draw(st.permutations(cells))
    elif what == "type":
        cell["cell_type"] = draw(KINDS)
    elif what == "name" and isinstance(cell.get("metadata"), dict):
        cell["metadata"]["nbgrader"] = {"grade_id": draw(NAMES), "grade": False}
    elif what == "id":
        cell["id"] = draw(st.sampled_from(["double", "check-double", "x", "", "no id", 5]))
    else:
        cells.insert(where, {"cell_type": "code", "source": "1 / 0", "metadata": {}})


def _every_cell(draw, content):
    key = draw(st.sampled_from(["metadata", "id", "outputs", "source"]))
    for cell in content["cells"] if isinstance(content.get("cells"), list) else []:
        if isinstance(cell, dict):
            cell.pop(key, None)


def _version(draw, content):
    key = draw(st.sampled_from(["nbformat", "nbformat_minor"]))
    content[key] = draw(st.sampled_from([1, 2, 3, 4, 5, 99, -1, "4", None, 4.0, [4]]))


STEPS = [_junk, _junk, _cells, _cells, _every_cell, _version]


@st.composite
def mangled(draw, content):
    """Draw what has become of a notebook: bytes, and its content if it is still JSON of its kind."""
    content = copy.deepcopy(content)
    for _ in range(draw(st.integers(1, 4))):
        draw(st.sampled_from(STEPS))(draw, content)
    text = json.dumps(content)
    how = draw(st.sampled_from(["json"] * 12 + ["cut", "mark", "utf-16", "zero", "junk", "deep"]))
    if how == "mark":
        return text.encode("utf-8-sig"), content
    if how == "utf-16":
        return text.encode("utf-16"), content
    if how == "json":
        return text.encode(), content
    place = draw(st.integers(0, len(text) - 1))
    others = {
        "cut": text[:place].encode(),
        "zero": (text[:place] + "\0" + text[place:]).encode(),
        "junk": draw(st.binary(max_size=100)),
        "deep": b"[" * 100_000,
    }
    return others[how], None


def keeps_answers(content, whole):
    """Whether the answers stand where they stood: then the tests must find them.

    It looks for every trace of a cell: its name, its id and its text.
    """
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        return False
    cells = [cell if isinstance(cell, dict) else {} for cell in content["cells"]]
    traces = [_traces(cell, whole) for cell in cells]
    for answer, checks in ANSWERS.items():
        found = [i for i, names in enumerate(traces) if answer in names]
        if len(found) != 1 or not _same(cells[found[0]], answer, whole):
            return False
        if any(found[0] > i for i, names in enumerate(traces) for one in checks if one in names):
            return False
    imports = [i for i, names in enumerate(traces) if "imports" in names]
    checks = [i for i, names in enumerate(traces) if "check-helpers" in names]
    return not imports or not checks or max(imports) < min(checks)


def _traces(cell, whole):
    meta = cell.get("metadata")
    meta = meta.get("nbgrader") if isinstance(meta, dict) else None
    names = [meta.get("grade_id") if isinstance(meta, dict) else None, cell.get("id")]
    names += [grade_id(one) for one in whole if one["source"] == cell.get("source")]
    return [name for name in names if isinstance(name, str)]


def _same(cell, name, whole):
    (one,) = (one for one in whole if grade_id(one) == name)
    keys = ("cell_type", "source", "metadata")
    return all(cell.get(key) == one[key] for key in keys)
