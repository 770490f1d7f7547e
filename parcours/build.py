"""Make the pairs and the statements from their Markdown sources, and draw the pictures."""

import os
import re
import shutil
import tempfile
from pathlib import Path

from parcours.answers import has_work, keep
from parcours.course import CourseError
from parcours.notebooks import dumps, from_markdown, is_our_markdown, loads
from parcours.pictures import PICTURES, draw
from parcours.statements import check_source, generate

__all__ = ["build", "make", "stale"]


def build(course, name=None):
    """Write all that the course makes; a notebook that somebody worked in keeps their work.

    Parameters
    ----------
    course : Course
    name : str, optional
        Make this lesson only, or the correction and the statement of this exercise.

    Returns
    -------
    list of str
        What was done, a line for each file that changed.
    """
    return [
        line
        for path, content in make(course, name).items()
        if (line := _update(course.root / path, content, path.as_posix()))
    ]


def stale(course, name=None):
    """Compare all that `make` makes with what is on the disk, and write nothing.

    Returns
    -------
    list of str
        What differs, a line a file; empty when all is as the sources make it.
    """
    made = make(course, name)
    lines = []
    for path, content in made.items():
        file = course.root / path
        if not file.exists():
            lines.append(f"missing: {path.as_posix()}")
        elif file.read_bytes() != content:
            what = "stale" if _is_ours(file) else "edited by hand"
            lines.append(f"{what}: {path.as_posix()}")
    return lines if name else lines + _orphans(course, made)


def _orphans(course, made):
    lines = []
    for folder in (course.lessons, course.solutions, course.exercises):
        for file in sorted([*folder.rglob("*.ipynb"), *folder.glob("pictures/*.svg")]):
            path = file.relative_to(course.root)
            if path not in made and ".ipynb_checkpoints" not in path.parts:
                lines.append(f"no source makes it: {path.as_posix()}")
    return lines


def make(course, name=None):
    """Make, in memory, each notebook, each statement, and each picture that a lesson shows.

    Parameters
    ----------
    course : Course
    name : str, optional
        Make this lesson only, or the correction and the statement of this exercise.

    Returns
    -------
    dict of Path to bytes
        Path below the course's root -> content.

    Raises
    ------
    CourseError
        When a source is malformed, or there is none of that name; the message names it.
    """
    made = {}
    for source in _sources(course, name):
        path = source.relative_to(course.root)
        made[path.with_suffix(".ipynb")] = _notebook(source, path.as_posix())
    with tempfile.TemporaryDirectory() as scratch:
        made |= _statements(course, made, Path(scratch).resolve())
    for source in _sources(course, name):
        made |= _pictures(source, course)
    return dict(sorted(made.items()))


def _sources(course, name):
    every = [*course.lessons.glob("*.md"), *course.solutions.glob("*/*.md")]
    sources = [path for path in every if name in (None, path.stem)]
    if not sources:
        there = ", ".join(sorted(path.stem for path in every))
        raise CourseError(f"no lesson or exercise {name!r}: there are {there}")
    return sources


def _notebook(source, name):
    try:
        notebook = from_markdown(source.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CourseError(f"{name}: {error}") from None
    check_source(notebook, name)
    return dumps(notebook).encode()


def _pictures(source, course):
    """Draw the pictures that a source shows."""
    made = {}
    for picture in re.findall(r"\]\(pictures/(.+?)\.svg\)", source.read_text(encoding="utf-8")):
        if picture not in PICTURES:
            there = ", ".join(sorted(PICTURES))
            raise CourseError(f"{source.name}: no picture {picture!r}: there are {there}")
        made[course.pictures.relative_to(course.root) / f"{picture}.svg"] = draw(picture).encode()
    return made


def _statements(course, notebooks, scratch):
    """Let nbgrader make the statements in a folder of its own, and read them."""
    solutions, exercises = (
        scratch / folder.relative_to(course.root) for folder in (course.solutions, course.exercises)
    )
    shutil.copy(course.root / "nbgrader_config.py", scratch)
    leave_out = shutil.ignore_patterns("*.ipynb", ".ipynb_checkpoints", "__pycache__")
    for path, content in notebooks.items():
        copy = scratch / path
        if copy.is_relative_to(solutions):
            if not copy.parent.exists():
                shutil.copytree(course.root / path.parent, copy.parent, ignore=leave_out)
            copy.write_bytes(content)
    for folder in sorted(solutions.glob("*")):
        generate(scratch, folder.name)
    files = [path for path in exercises.rglob("*") if path.is_file()]
    return {path.relative_to(scratch): _read(path) for path in files}


def _read(path):
    content = path.read_bytes()
    # On Windows, nbconvert ends the lines of a notebook as Windows does.
    return content.replace(b"\r\n", b"\n") if path.suffix == ".ipynb" else content


def _update(file, content, name):
    """Write a made file unless it is there already; say in a line what was done, or None."""
    if file.exists():
        if file.read_bytes() == content:
            return None
        if not _is_ours(file):
            return _update_edited(file, content, name)
    _write(file, content)
    return f"wrote {name}"


def _update_edited(file, content, name):
    try:
        mine = loads(file.read_text(encoding="utf-8"))
    except ValueError:
        aside = file.with_name(file.name + ".mine")
        if aside.exists():
            raise CourseError(
                f"{name} was edited by hand, and so was {aside.name}: move one"
            ) from None
        file.rename(aside)
        _write(file, content)
        return f"wrote {name}; your own version is now {aside.name}"
    kept = dumps(keep(mine, loads(content.decode()))).encode()
    if kept == file.read_bytes():
        return None
    _write(file, kept)
    return f"updated {name} and kept what was written in it"


def _is_ours(file):
    """Whether nobody has edited or run the file since the course made it."""
    if file.suffix == ".svg":
        return True  # nobody writes into a picture
    try:
        text = file.read_text(encoding="utf-8")
        return not has_work(loads(text)) if file.suffix == ".ipynb" else is_our_markdown(text)
    except ValueError:
        return False


def _write(file, content):
    """Write the whole file or, when interrupted, nothing of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    part.write_bytes(content)
    os.replace(part, file)
