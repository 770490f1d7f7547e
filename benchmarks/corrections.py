"""The corrections and the lessons themselves: their functions, taken out of their sources.

What is measured is what a student reads, not a copy of it.
"""

import ast
import re
import types
from pathlib import Path

from parcours.notebooks import from_markdown, grade_id

__all__ = ["ROOT", "correction", "lesson"]

ROOT = Path(__file__).parents[1]
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)


def correction(exercise):
    """Return a module with all that the correction of an exercise imports and defines."""
    return _module(ROOT / "solutions" / "en" / exercise / f"{exercise}.md")


def lesson(name):
    """Return a module with all that a lesson imports and defines."""
    return _module(ROOT / "course" / "en" / f"{name}.md")


def _module(source):
    # Nobody can import it. So joblib sends its functions whole, as it does with a notebook's.
    module = types.ModuleType(f"notebook_{source.stem}")
    for cell in from_markdown(source.read_text(encoding="utf-8")).cells:
        if cell.cell_type != "code" or cell.metadata.get("nbgrader", {}).get("grade"):
            continue
        if re.search(r"^%", cell.source, re.MULTILINE):  # a magic: nothing is defined there
            continue
        tree = ast.parse(cell.source)
        if grade_id(cell) != "imports":  # what runs something there is for the reader
            tree.body = [node for node in tree.body if isinstance(node, DEFINITIONS)]
            # A decorator may need what the notebook has made meanwhile: a cache, say.
            tree.body = [node for node in tree.body if not getattr(node, "decorator_list", None)]
        exec(compile(tree, str(source.name), "exec"), vars(module))
    return module
