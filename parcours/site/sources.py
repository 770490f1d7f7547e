"""Lay out what Sphinx reads as in the repository, so that the links between notebooks hold as they are."""

import re
import shutil
from pathlib import Path

from nbformat.v4 import new_markdown_cell

from parcours.build import make
from parcours.notebooks import dumps, loads
from parcours.site.outputs import execute

__all__ = ["lay_out"]

HERE = Path(__file__).parent
REPOSITORY = [
    "CONTRIBUTING.md",
    "course/README.md",
    "parcours/grade/README.md",
    "tests/submissions/README.md",
]
LAUNCH = """
:::{{container}} launch
[Open on Binder](binder:{path}) [Open on Colab](colab:{path})
:::

<details>
<summary>On Colab, run this first</summary>

```python
%pip install --quiet --no-deps git+{url}
```

</details>
"""
CORRECTION = """\
<details>
<summary>I have tried: show me the correction</summary>

[The correction](../../../solutions/en/{name}/{name}.ipynb) solves each part, says what else is as
good, and what to avoid.

</details>
"""
MARKS = re.compile(r"^ *### (BEGIN|END) (SOLUTION|HIDDEN TESTS)\n?", re.MULTILINE)  # nbgrader's
PRINT = '\n\n<p class="launch"><a href="cheatsheet.pdf">One page to print (PDF)</a></p>\n\n'


def lay_out(course, repository, folder, kept, pdf):
    """Write all that Sphinx reads; execute what is not a statement.

    Parameters
    ----------
    course : Course
    repository : Repository
    folder : Path
        Where to; what is there goes.
    kept : Path
        Folder that keeps the outputs of notebooks from build to build.
    pdf : bool
        Whether the cheat sheet will be there to print.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "pages", folder)
    for name in REPOSITORY:
        _write(folder / name, (course.root / name).read_text(encoding="utf-8"))
    # Our own pages include its parts; called README.md, it would be a page itself.
    shutil.copy(course.root / "README.md", folder / "README.txt")
    shutil.copytree(HERE / "static", folder / "parcours/site/static")  # its picture
    for path, content in make(course).items():
        if path.suffix == ".ipynb":
            notebook = loads(content.decode())
            if path.parts[0] != "exercises":
                execute(course, notebook, path.stem, kept)
            _dress(notebook, path, repository, pdf)
            _write(folder / path, dumps(notebook))
        elif path.suffix == ".svg":
            _write(folder / path, content.decode())


def _dress(notebook, path, repository, pdf):
    """Add what a page has on the site only: where to run it, and the way to its correction."""
    kind, name = path.parts[0], path.stem
    launch = LAUNCH.format(path=path.as_posix(), url=repository.url)
    if kind == "exercises":
        _begin(notebook, "Exercise: ", launch)
        _drop_correction(notebook)
        notebook.cells.append(new_markdown_cell(CORRECTION.format(name=name)))
    elif kind == "solutions":
        _begin(notebook, "Correction: ")
        _drop_correction(notebook)
        for cell in notebook.cells:
            cell.source = MARKS.sub("", cell.source)
        notebook.metadata |= {"orphan": True, "nosearch": True}  # reached from the exercise only
    elif name[:2].isdigit():
        _begin(notebook, f"{name[:2]} ", launch)
        _fold_answers(notebook)
    elif name == "cheatsheet" and pdf:
        first = notebook.cells[0]
        first.source = first.source.replace("\n\n", PRINT, 1)


def _begin(notebook, prefix, text=""):
    """Put a prefix before the title, and a text below the line that follows it."""
    first = notebook.cells[0]
    title, line, *rest = first.source.removeprefix("# ").split("\n\n", 2)
    first.source = "\n\n".join([f"# {prefix}{title}", line, text, *rest])


def _fold_answers(notebook):
    """Fold what a cell shows after a prediction: on the site, it has been run already."""
    open_question = False
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            asked, answered = cell.source.rfind("**Predict"), cell.source.rfind("<details>")
            if asked != answered:  # one of them is there; the later one counts
                open_question = asked > answered
        elif open_question and cell.outputs:
            cell.metadata["tags"] = [*cell.metadata.get("tags", []), "hide-output"]


def _drop_correction(notebook):
    """Take the way to the correction out of the last line: an exercise folds it, see above."""
    last = notebook.cells[-1]
    last.source = " · ".join(part for part in last.source.split(" · ") if "/solutions/" not in part)


def _write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
