"""The claims of a lesson, as its source has them."""

import ast
import re
from dataclasses import dataclass

from parcours.course import CourseError
from parcours.notebooks import is_claim

__all__ = ["Claim", "claims_of"]


@dataclass(frozen=True)
class Claim:
    """A cell that checks a sentence.

    Attributes
    ----------
    place : int
        Its place among the lesson's cells.
    words : str
        The claim: the cell's first comment.
    text : str
        The Markdown that stands before it, with the sentence.
    code : str
        The whole cell.
    given : str
        Expression under which the lesson makes the claim; empty where it always does.
    timing : bool
        Whether it rests on a time.
    """

    place: int
    words: str
    text: str
    code: str
    given: str
    timing: bool


def claims_of(notebook, name):
    """List the claims of a lesson that was read with them.

    Raises
    ------
    CourseError
        When a claim does not say what it claims, asserts nothing, or does not follow a text; the
        message names the lesson and the cell.
    """
    claims, text = [], ""
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            text = cell.source
        elif is_claim(cell):
            claims.append(_claim(place, cell, text, name))
    return claims


def _claim(place, cell, text, name):
    first, _, rest = cell.source.partition("\n")
    words = first.removeprefix("#").strip()
    if not (first.startswith("#") and words):
        raise CourseError(f"{name}: a claim begins with a comment that says it in words: {first}")
    try:
        tree = ast.parse(rest)
    except SyntaxError as error:
        raise CourseError(f"{name}: the claim {words!r}: {error.msg}") from None
    if not any(isinstance(node, ast.Assert) for node in ast.walk(tree)):
        raise CourseError(f"{name}: the claim {words!r} asserts nothing")
    tags = cell.metadata["tags"]
    given = cell.metadata.get("given", "")
    return Claim(place, words, _last_paragraph(text), cell.source, given, "timing" in tags)


def _last_paragraph(text):
    text = re.sub(r"</?(details|summary)>", "", text)
    return re.split(r"\n{2,}", text.strip())[-1]
