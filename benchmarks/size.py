"""How much the course installs, and what for."""

import re
from collections import deque
from importlib.metadata import PackageNotFoundError, distribution

import pandas as pd
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from benchmarks.corrections import ROOT

__all__ = ["installed"]


def installed(name="parcours"):
    """Return what takes the place, in megabytes, and what for, the largest first.

    Of the course alone: what the tests and these measurements need besides is left out. What we
    ask for ourselves is needed where our files import it.
    """
    rows, asked = [], {canonicalize_name(name): name}
    queue = deque([(canonicalize_name(name), frozenset())])
    seen = set(queue)
    while queue:
        package, extras = queue.popleft()
        try:
            found = distribution(package)
        except PackageNotFoundError:  # what a marker of a platform brought up
            continue
        if not any(row["package"] == package for row in rows):
            rows.append({"package": package, "MB": _bytes(found) / 1e6, "because": asked[package]})
        for line in found.requires or []:
            wanted = Requirement(line)
            if wanted.marker and not any(
                wanted.marker.evaluate({"extra": extra}) for extra in extras | {""}
            ):
                continue
            one = canonicalize_name(wanted.name), frozenset(wanted.extras)
            asked.setdefault(one[0], f"{asked[package]} → {one[0]}")
            if one not in seen:
                seen.add(one)
                queue.append(one)
    table = pd.DataFrame(rows).sort_values("MB", ascending=False, ignore_index=True)
    table["all, %"] = 100 * table["MB"].cumsum() / table["MB"].sum()
    sources = [file.read_text(encoding="utf-8") for file in _sources()]
    table["our files that import it"] = [
        sum(bool(re.search(rf"^\s*(import|from) {name}\b", text, re.M)) for text in sources)
        for name in table["package"]
    ]
    return table[["package", "MB", "all, %", "our files that import it", "because"]]


def _bytes(found):
    files = (file.locate() for file in found.files or [])
    return sum(file.stat().st_size for file in files if file.is_file())


def _sources():
    for folder, kind in (
        ("helpers", "py"),
        ("parcours", "py"),
        ("course", "md"),
        ("solutions", "md"),
    ):
        yield from (ROOT / folder).rglob(f"*.{kind}")
