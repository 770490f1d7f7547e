"""What checks said, in a line each, and which of them said the same."""

import json
import os
import re
import unicodedata
from collections import Counter
from pathlib import PurePath

__all__ = ["brief", "message", "same_messages", "tidy"]

LONGEST = 300  # characters: students' code can put anything into a message
PLAIN = ("AssertionError", "Ended", "NotRun")  # their words say it all
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
ARROW = re.compile(r"^-+> *\d+ +(.*)$", re.MULTILINE)
ERRNO = re.compile(r"\[Errno \d+\] |^[A-Z]\w*(?:Error|Exception): ")
PATH = re.compile(r"(?<![\w:/])/(?:[^\s/'\"]+/)+([^\s/'\"]*)")
NUMBER = re.compile(r"0x[0-9a-f]+|-?\d+(?:\.\d+)?(?:e[-+]?\d+)?", re.IGNORECASE)


def tidy(text, longest=LONGEST):
    """Return a text on one line, without invisible characters, and not too long."""
    text = " ".join(str(text)[: 10 * longest].split())
    text = "".join(one for one in text if unicodedata.category(one)[0] != "C")
    return text if len(text) <= longest else text[: longest - 1] + "…"


def brief(error, longest=LONGEST):
    """Return what an exception says, on one line, without what only this machine understands."""
    if isinstance(error, json.JSONDecodeError):
        return f"it is not JSON from line {error.lineno} on"
    if isinstance(error, UnicodeError):
        return "its text is in no known encoding"
    if isinstance(error, RecursionError):
        return "it has too much within itself"
    if isinstance(error, OSError) and error.strerror:
        name = f" ({PurePath(os.fsdecode(error.filename)).name})" if error.filename else ""
        return tidy(error.strerror.lower() + name, longest)
    said = PATH.sub(r"\1", ERRNO.sub("", str(error)))
    return tidy(said, longest) or "no reason was given"


def message(cell):
    """Return what a check said when it failed.

    Parameters
    ----------
    cell : dict
        A graded cell.

    Returns
    -------
    str or None
        None when there was no error. An ``assert`` without words is shown itself.
    """
    errors = [one for one in cell.get("outputs", []) if one["output_type"] == "error"]
    if not errors:
        return None
    kind, said = errors[-1]["ename"], tidy(errors[-1]["evalue"])
    if not said:
        trace = COLOUR.sub("", "\n".join(errors[-1]["traceback"]))
        lines = ARROW.findall(trace[:100_000])
        said = tidy(lines[0]) if lines else ""
    if not said:
        return tidy(kind)
    return said if kind in PLAIN else tidy(f"{kind}: {said}")


def same_messages(said):
    """Put the same messages together; numbers in them may differ.

    Parameters
    ----------
    said : dict
        Who -> the message.

    Returns
    -------
    list of tuple
        The commonest wording, how many wordings there are, and who said it; the commonest first.
    """
    groups = {}
    for who, text in said.items():
        key = re.sub(r"#(, #)+", "#", NUMBER.sub("#", text))
        groups.setdefault(key, {})[who] = text
    found = []
    for group in groups.values():
        wordings = Counter(group.values())
        found.append((wordings.most_common(1)[0][0], len(wordings), list(group)))
    return sorted(found, key=lambda one: -len(one[2]))
