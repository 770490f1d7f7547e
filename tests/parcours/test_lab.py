"""What `parcours lab` tells JupyterLab, and git: after `git pull`, answers stay and the update comes."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from jupyter_server.services.contents.manager import ContentsManager
from nbformat.v4 import new_code_cell, new_output
from traitlets.config import Config

from parcours.build import build
from parcours.course import Course
from parcours.lab import JUPYTER, lab, protect_answers
from parcours.notebooks import dumps, loads

LESSON = "course/en/00-start.ipynb"
STATEMENT = "exercises/en/squares/squares.ipynb"


def git(root, *words):
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_CONFIG_NOSYSTEM": "1"}
    who |= {
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    done = subprocess.run(
        ["git", *words], cwd=root, env=os.environ | who, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def student(course, tmp_path):
    """Clone the course for a student, and set it up as `parcours lab` does."""
    build(course)
    git(course.root, "init", "--quiet")
    git(course.root, "add", "--all")
    git(course.root, "commit", "--quiet", "--message", "First version")
    git(tmp_path, "clone", "--quiet", str(course.root), "student")
    clone = Course(tmp_path / "student")
    protect_answers(clone)
    return clone


def work_in(root):
    """Run the lesson, answer in it and in the exercise, and save as JupyterLab does."""
    lesson = loads((root / LESSON).read_text(encoding="utf-8"))
    lesson.cells[1].source = "guess = 7.5"
    lesson.cells[2].outputs = [
        new_output("execute_result", {"text/plain": "15.0"}, execution_count=2)
    ]
    lesson.cells[2].execution_count = 2
    lesson.metadata["language_info"] = {"name": "python", "version": "3.13.1"}
    (root / LESSON).write_text(dumps(lesson), encoding="utf-8")
    exercise = loads((root / STATEMENT).read_text(encoding="utf-8"))
    exercise.cells[1].source = "def square(x):\n    return x**2  # mine"
    exercise.cells.insert(2, new_code_cell("square(12)"))
    (root / STATEMENT).write_text(dumps(exercise), encoding="utf-8")


def publish_a_new_version(course, edit):
    edit(course.lessons / "00-start.md", "Guess first", "Guess, then look")
    edit(course.root / "solutions/en/squares/squares.md", "# Squares", "# All squares")
    edit(course.root / "solutions/en/squares/squares.md", "square(2) == 4", "square(5) == 25")
    build(course)
    git(course.root, "commit", "--quiet", "--all", "--message", "Second version")


def see_both(root):
    lesson = (root / LESSON).read_text(encoding="utf-8")
    assert "guess = 7.5" in lesson and "15.0" in lesson
    assert "Guess, then look" in lesson
    exercise = loads((root / STATEMENT).read_text(encoding="utf-8"))
    assert [cell.source for cell in exercise.cells] == [
        "# All squares",
        "def square(x):\n    return x**2  # mine",
        "square(12)",
        "assert square(5) == 25",
        "*Write your answer here, in place of this line.*",
    ]


@pytest.mark.parametrize("options", [[], ["--rebase"]])
def test_pull_over_work_that_was_only_saved(course, student, edit, options):
    work_in(student.root)
    publish_a_new_version(course, edit)
    git(student.root, "pull", *options)
    see_both(student.root)
    assert git(student.root, "diff", "--name-only", "--diff-filter=U") == ""
    work = git(student.root, "diff", "--name-only")
    assert work.split() == [LESSON, STATEMENT]


def test_pull_over_work_that_was_committed(course, student, edit):
    work_in(student.root)
    git(student.root, "commit", "--quiet", "--all", "--message", "My answers")
    publish_a_new_version(course, edit)
    git(student.root, "pull", "--no-edit")
    see_both(student.root)


def test_pull_twice(course, student, edit):
    work_in(student.root)
    publish_a_new_version(course, edit)
    git(student.root, "pull")
    edit(course.lessons / "00-start.md", "Meet your machine", "Know your machine")
    build(course)
    git(course.root, "commit", "--quiet", "--all", "--message", "Third version")
    git(student.root, "pull")
    see_both(student.root)
    assert "Know your machine" in (student.root / LESSON).read_text(encoding="utf-8")


def test_outside_git_nothing_happens(tmp_path):
    protect_answers(Course(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def started(monkeypatch):
    """Take JupyterLab's place; give the options that it is started with."""
    options = []
    monkeypatch.setattr(
        "jupyterlab.labapp.main", lambda argv: options.__setitem__(slice(None), argv)
    )
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "mine")
    monkeypatch.chdir(Path.cwd())  # to be back here afterwards
    return options


def test_the_first_layout_has_the_table_of_contents_and_later_ones_are_the_students(
    course, started
):
    for content in ((JUPYTER / "workspace.json").read_text(encoding="utf-8"), "mine"):
        lab(course)
        (option,) = (word for word in started if word.startswith("--LabApp.workspaces_dir="))
        (layout,) = Path(option.partition("=")[2]).iterdir()
        assert layout.read_text(encoding="utf-8") == content
        layout.write_text("mine", encoding="utf-8")


@pytest.mark.parametrize("instructor", [False, True])
def test_settings_of_the_course_come_before_the_users(course, started, instructor):
    lab(course, instructor=instructor)
    folder, mine = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert Path(folder).is_dir()
    assert (Path(folder).name, mine) == ("instructor" if instructor else "student", "mine")


def test_a_student_sees_the_notebooks_and_not_their_sources():
    root = Path(__file__).parents[2]
    settings = (JUPYTER / "student/jupyter_server_config.json").read_text(encoding="utf-8")
    contents = ContentsManager(config=Config(json.loads(settings)))
    assert set(ContentsManager().hide_globs) <= set(contents.hide_globs)
    sources = [*root.glob("course/en/*.md"), *root.glob("solutions/en/*/*.md")]
    assert [file.name for file in sources if contents.should_list(file.name)] == []
    others = [*root.glob("*"), *root.glob("course/*"), *root.glob("*/en/**/*.ipynb")]
    assert [file.name for file in others if not contents.should_list(file.name)] == []
