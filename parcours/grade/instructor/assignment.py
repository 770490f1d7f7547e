"""What the grader learns from a course's folder: what to import, what to hide."""

import ast
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from parcours.grade import TRUSTED

__all__ = ["defined_names", "secrets", "taught_modules", "trusted_imports"]


def taught_modules(grader):
    """Return what the instructor's notebooks import, ``module`` or ``module.name``.

    The server imports it once. Nothing else: each process that a hand-in forks copies the tables of
    all the memory that there is, and most exercises need neither pandas nor matplotlib.
    """
    return sorted({TRUSTED}.union(*map(_imports, grader.records.values())))


def defined_names(record):
    """Return all names that the instructor's cells define."""
    names = set()
    for node in _nodes(record):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


def _nodes(record):
    for cell in record.cells.values():
        if cell.cell_type == "code":
            with suppress(SyntaxError, ValueError):  # magics
                yield from ast.walk(ast.parse(cell.source))


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
    defined = defined_names(record)
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
