"""What the grader learns from a course's folder: what to import, what to hide."""

import ast
import builtins
import re
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from parcours.grade import TRUSTED
from parcours.grade.protocol.names import bound_names

__all__ = ["asked_names", "secrets", "taught_modules", "trusted_imports"]

PUBLIC = frozenset(name for name in dir(builtins) if not name.startswith("_"))
OF_VALUES = ("len", "sum", "sorted", "max", "min", "set", "tuple", "list", "isclose", "allclose")
MAGIC = re.compile(r"^( *)(?:[%!].*|.*=\s*[%!].*)$", re.MULTILINE)
WORD = re.compile(r"\w+")


def taught_modules(grader):
    """Return what the instructor's notebooks import, ``module`` or ``module.name``.

    The server imports it once. Nothing else: each process that a hand-in forks copies the tables of
    all the memory that there is, and most exercises need neither pandas nor matplotlib.
    """
    return sorted({TRUSTED}.union(*map(_imports, grader.records.values())))


def asked_names(record, correction=None):
    """Return the names that mean in a test what the notebook says, and not what Python says.

    These are all that the instructor's cells bind, or mention, if they are not Python's own. Where
    there is no correction that would bind them, the words of the exercise count, too, and so do
    those that a test uses as no function can be used.

    Parameters
    ----------
    record : Record
    correction : NotebookNode, optional
        The instructor's own notebook, if it has answers in it.

    Returns
    -------
    set of str
    """
    sources = list(record.sources)
    if correction:
        sources += [cell.source for cell in correction.cells if cell.cell_type == "code"]
    names = set()
    for tree in _trees(sources):
        names |= bound_names(tree) | _starred(tree)
        names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - PUBLIC
        names |= set() if correction else _values(tree)
    if any("%pylab" in source for source in sources):
        names |= _star("numpy")
    if not correction:
        names |= PUBLIC & set(WORD.findall(" ".join(record.texts)))
    return names


def _values(tree):
    """Return names that stand where a value stands: compared, counted with, indexed, gone through."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if not any(_is_type(one) for one in sides):
                found += sides
        elif isinstance(node, ast.BinOp) and not isinstance(node.op, ast.BitOr):  # `int | str`
            found += [node.left, node.right]
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            found.append(node.value)
        elif isinstance(node, ast.For | ast.comprehension):
            found.append(node.iter)
        elif isinstance(node, ast.FormattedValue):
            found.append(node.value)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in OF_VALUES:
            found += node.args
    return {node.id for node in found if isinstance(node, ast.Name)}


def _is_type(node):
    """Whether an expression asks for the type of something."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "type"
    return isinstance(node, ast.Attribute) and node.attr in ("dtype", "__class__", "type")


def _starred(tree):
    """Return the names that come with ``from module import *``."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and any(one.name == "*" for one in node.names):
            names |= _star(node.module or "")
    return names


def _star(module):
    try:
        found = import_module(module)
    except Exception:  # a module of the course's own: it may have any names
        return set(PUBLIC)
    return set(getattr(found, "__all__", vars(found)))


def _nodes(record):
    for tree in _trees(record.sources):
        yield from ast.walk(tree)


def _trees(sources):
    for source in sources:
        with suppress(SyntaxError, ValueError):  # other magics
            yield ast.parse(MAGIC.sub(r"\1pass", source))


def _imports(record):
    for node in _nodes(record):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
            if any(one.name == TRUSTED for one in node.names):
                yield from (f"{TRUSTED}.{name}" for name in _everything(TRUSTED))
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{name}" for name in _names(node).values())


def trusted_imports(record):
    """Return what the instructor's cells import from `TRUSTED` and leave alone: name -> its path."""
    found = {}
    for node in _nodes(record):
        if isinstance(node, ast.ImportFrom) and _is_trusted(node.module or ""):
            found |= {mine: f"{node.module}.{name}" for mine, name in _names(node).items()}
        elif isinstance(node, ast.Import):
            for one in node.names:
                if _is_trusted(one.name):
                    found[one.asname or TRUSTED] = one.name if one.asname else TRUSTED
    defined = set()
    for node in _nodes(record):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            defined.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            defined.add(node.id)
    return {name: path for name, path in found.items() if name not in defined}


def _names(node):
    """Return what a ``from module import ...`` imports, by the name that it gets."""
    found = {one.asname or one.name: one.name for one in node.names}
    if "*" in found:
        return {name: name for name in _everything(node.module)}
    return found


def _everything(module):
    """Return the names that a star stands for, when it is a module of ours."""
    with suppress(ImportError, AttributeError):
        if _is_trusted(module):
            return import_module(module).__all__
    return []


def _is_trusted(module):
    return module.partition(".")[0] == TRUSTED


def secrets(grader):
    """Return the folders that no hand-in may see."""
    exchange = grader.config.get("Exchange", {}).get("root")
    return [Path(path) for path in (grader.coursedir.root, exchange) if path]
