"""The course's files: what is committed, how a lesson is built, where its links lead."""

import math
import re
import subprocess
from pathlib import Path

import pytest

from parcours.build import stale
from parcours.course import Course
from parcours.minutes import load_of, stated_minutes
from parcours.notebooks import from_markdown

ROOT = Path(__file__).parents[1]
LESSONS = sorted(ROOT.glob("course/en/[0-9]*.md"))
CORRECTIONS = sorted(ROOT.glob("solutions/en/*/*.md"))
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        ROOT / "course/README.md",
        *ROOT.glob("course/en/[a-z]*.md"),
        *LESSONS,
        *CORRECTIONS,
        *ROOT.glob("tests/**/README.md"),
    ]
)
FRAME = ["**What you'll do**", "**What you'll learn**", "**What you'll need**"]
SECTIONS = ["## Key points", "## Check yourself", "## Your turn", "## Further reading"]
LONG_ROUNDS = ["04-tasks", "11-async", "20-capstone"]  # ten questions, on all lessons so far


def by_name(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.name)


def test_what_is_committed_is_what_the_sources_make():
    if not (ROOT / ".git").exists():
        pytest.skip("not a git clone: notebooks may have been worked in")
    assert stale(Course(ROOT)) == []


@by_name(LESSONS)
def test_a_lesson_has_its_frame(path):
    text = path.read_text(encoding="utf-8")
    places = [text.find(words) for words in [*FRAME, *SECTIONS]]
    assert -1 not in places and places == sorted(places)


@by_name([*LESSONS, *CORRECTIONS])
def test_code_cells_are_short(path):
    for cell in from_markdown(path.read_text(encoding="utf-8")).cells:
        if cell.cell_type == "code" and "nbgrader" not in cell.metadata:
            assert len(cell.source.splitlines()) <= 20, cell.source


@by_name([*LESSONS, *CORRECTIONS])
def test_a_plot_shows_the_figure_and_not_the_axes(path):
    for cell in from_markdown(path.read_text(encoding="utf-8")).cells:
        last = cell.source.splitlines()[-1] if cell.cell_type == "code" else ""
        if re.match(r"(plot_|\w+\.(set_[txy]|legend))", last):
            assert last.endswith(";"), last


@by_name([*LESSONS, *CORRECTIONS])
def test_notebooks_import_helpers_and_never_parcours(path):
    assert not re.search(r"^\s*(import|from) parcours", path.read_text(encoding="utf-8"), re.M)


@by_name(PAGES)
def test_links_inside_the_course_lead_somewhere(path):
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", text):
        # A correction's links are those of its statement, which lies at the same depth.
        assert (path.parent / target).exists(), target


def link(path, folder=""):
    title = re.search("^# (.+)", path.read_text(encoding="utf-8"), re.M)[1]
    return f"[{path.stem[:2]} {title}]({folder}{path.stem}.ipynb)"


@pytest.mark.parametrize("place", range(len(LESSONS)), ids=lambda i: LESSONS[i].stem)
def test_the_last_line_leads_on_from_a_lesson_and_its_exercise(place):
    lesson, text = LESSONS[place], LESSONS[place].read_text(encoding="utf-8")
    before, after = LESSONS[:place][-1:], LESSONS[place + 1 :][:1]
    exercises = re.findall(r"· Exercise: \[(\w+)\]", text)
    on = [f"Exercise: [{name}](../../exercises/en/{name}/{name}.ipynb)" for name in exercises]
    on += [f"Next: {link(path)}" for path in after]
    last = " · ".join([*[f"Previous: {link(path)}" for path in before], *on])
    assert text.endswith(f"\n\n{last}\n")
    for name in exercises:
        correction = (ROOT / f"solutions/en/{name}/{name}.md").read_text(encoding="utf-8")
        last = [
            f"Lesson: {link(lesson, '../../../course/en/')}",
            f"When you have tried: [the correction](../../../solutions/en/{name}/{name}.ipynb)",
            *[f"Next: {link(path, '../../../course/en/')}" for path in after],
        ]
        assert correction.endswith(f"\n\n{' · '.join(last)}\n")
        assert f"[The exercise](../../../exercises/en/{name}/{name}.ipynb)" in correction


def test_each_exercise_belongs_to_one_lesson():
    lessons = "".join(path.read_text(encoding="utf-8") for path in LESSONS)
    exercises = re.findall(r"· Exercise: \[(\w+)\]", lessons)
    assert sorted(exercises) == [path.stem for path in CORRECTIONS]


@by_name(LESSONS)
def test_a_lesson_states_its_true_minutes(path):
    text = path.read_text(encoding="utf-8")
    minutes = load_of(text).minutes
    assert stated_minutes(text) == 5 * math.ceil(minutes / 5) <= 45, f"counted: {minutes:.1f}"


def test_the_readme_states_the_minutes_of_the_lessons():
    table = (ROOT / "README.md").read_text(encoding="utf-8")
    for path in LESSONS:
        minutes = stated_minutes(path.read_text(encoding="utf-8"))
        assert f"| {link(path, 'course/en/')} | {minutes} | " in table


@by_name(LESSONS)
def test_an_explanation_is_folded_until_the_reader_has_predicted(path):
    text = path.read_text(encoding="utf-8")
    body = text[: text.index("## Key points")]
    for part in re.split(r"^#+ ", body, flags=re.MULTILINE):
        for prediction in part.split("**Predict")[1:]:
            assert "\n<details>\n<summary>" in prediction, prediction[:80]


@by_name(LESSONS)
def test_each_option_of_a_question_is_answered_when_opened(path):
    text = path.read_text(encoding="utf-8")
    section = text[text.index("## Check yourself") : text.index("## Your turn")]
    questions = re.split(r"^\*\*\d+\. ", section, flags=re.MULTILINE)[1:]
    assert len(questions) == (10 if path.stem in LONG_ROUNDS else 3)
    for question in questions:
        options = re.findall(r"^<summary>\w\. .+</summary>\n\n(.+?) ", question, re.MULTILINE)
        assert len(options) == question.count("<details>") >= 2, question
        assert options.count("**Right.**") == 1, question
        assert set(options) <= {"**Right.**", "**No.**"}, question


def test_the_glossary_and_the_lessons_link_to_each_other():
    glossary = (ROOT / "course/en/glossary.md").read_text(encoding="utf-8")
    entries = {title.replace(" ", "-") for title in re.findall(r"^### (.+)$", glossary, re.M)}
    linked = {
        entry
        for lesson in LESSONS
        for entry in re.findall(r"\(glossary\.ipynb#(.+?)\)", lesson.read_text(encoding="utf-8"))
    }
    assert linked == entries


def test_each_example_of_the_documents_is_where_the_table_says():
    table = (ROOT / "course/README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .+? \| .+? \| \[\d\d\]\((.+?)\) \| `(.+)` \|$", table, re.M)
    assert len(rows) == table.count("\n|") - 2
    for lesson, line in rows:
        notebook = from_markdown((ROOT / "course" / lesson).read_text(encoding="utf-8"))
        code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        assert any(line in source for source in code), f"{lesson}: {line}"


def test_no_path_of_a_machine_is_committed():
    done = subprocess.run(
        ["git", "grep", "-nIE", r"(/|\\)(home|Users|root)(/|\\)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
