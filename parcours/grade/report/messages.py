"""What checks said, in a line each, and which of them said the same."""

import re
import unicodedata
from collections import Counter

__all__ = ["brief", "message", "same_messages", "tidy"]

LONGEST = 300  # characters: students' code can put anything into a message
PLAIN = ("AssertionError", "Ended", "NotRun")  # their words say it all
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
ARROW = re.compile(r"^-+> *\d+ +(.*)$", re.MULTILINE)
NUMBER = re.compile(r"0x[0-9a-f]+|-?\d+(?:\.\d+)?(?:e[-+]?\d+)?", re.IGNORECASE)


def tidy(text, longest=LONGEST):
    """Return a text on one line, without invisible characters, and not too long."""
    text = " ".join(str(text)[: 10 * longest].split())
    text = "".join(one for one in text if unicodedata.category(one)[0] != "C")
    return text if len(text) <= longest else text[: longest - 1] + "…"


def brief(error, longest=LONGEST):
    """Return what an exception says, on one line; its name when it says nothing."""
    return tidy(error, longest) or type(error).__name__


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
