"""What the site is made of: the repository's address, outputs of notebooks, links of Markdown."""

import re
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from parcours.cli import main
from parcours.course import Course, CourseError
from parcours.site.outputs import execute
from parcours.site.repository import find_repository

COURSE = Course(Path(__file__).parents[2])
BARS = """\
from tqdm.auto import tqdm
for i in tqdm(range(3), desc="stays"): pass
for i in tqdm(range(3), leave=False): pass"""


def notebook(*sources):
    return new_notebook(cells=[new_code_cell(source) for source in sources])


def texts(notebook):
    return [[output.get("text") for output in cell.outputs] for cell in notebook.cells]


def test_the_readme_names_the_repository_of_the_settings():
    repository = find_repository(COURSE)
    readme = (COURSE.root / "README.md").read_text(encoding="utf-8")
    assert f"git clone {repository.url}\n" in readme
    assert repository.binder("course/en/00-start.ipynb") in unquote(readme)
    owners = re.findall(r"(?:mybinder\.org/v2/gh|github\.com)/([\w-]+/parcours\b)", readme)
    assert set(owners) == {repository.name}


def test_a_fork_changes_every_address_in_one_place(tmp_path):
    project = '[project]\nurls.Source = "https://github.com/fork/course/"\n'
    (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")
    repository = find_repository(Course(tmp_path))
    assert repository.site == "https://fork.github.io/course/"
    for address in (repository.binder("a.ipynb"), repository.colab("a.ipynb")):
        assert "/fork/course/" in address and address.endswith("a.ipynb")


def test_an_address_that_is_not_there_is_said_in_one_line(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    with pytest.raises(CourseError, match="must give Source"):
        find_repository(Course(tmp_path))


def test_outputs_are_kept_while_the_code_stays(tmp_path):
    first, again, edited = notebook("print(1)"), notebook("print(1)"), notebook("print(1 + 1)")
    execute(COURSE, first, "lesson", tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_text(file.read_text(encoding="utf-8").replace("1\\n", "kept"), encoding="utf-8")
    execute(COURSE, again, "lesson", tmp_path)
    execute(COURSE, edited, "lesson", tmp_path)
    assert [texts(each) for each in (first, again, edited)] == [[["1\n"]], [["kept"]], [["2\n"]]]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_progress_bar_stands_as_it_ended_and_one_that_went_leaves_nothing(tmp_path):
    bars = notebook(BARS)
    execute(COURSE, bars, "bars", tmp_path)
    ((line,),) = texts(bars)
    assert re.fullmatch(r"stays: 100%\|█+\| 3/3 \[.+<.+it/s\]\n", line)


def test_a_cell_that_fails_ends_the_build_in_one_line(tmp_path):
    with pytest.raises(CourseError, match=r"^lesson: ZeroDivisionError: division by zero$"):
        execute(COURSE, notebook("1 / 0"), "lesson", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_sphinx_missing(course, monkeypatch, capsys):
    monkeypatch.chdir(course.root)
    monkeypatch.setitem(sys.modules, "sphinx", None)
    assert main(["site"]) == 1
    assert "parcours: Sphinx is not installed here" in capsys.readouterr().err
