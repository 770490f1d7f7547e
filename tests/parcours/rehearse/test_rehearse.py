"""`parcours rehearse` in a small course: claims that hold, that fail, that are not made here."""

import json

import pytest

from parcours.build import build
from parcours.cli import main
from parcours.course import CourseError
from parcours.notebooks import from_markdown
from parcours.rehearse.claims import claims_of

CLAIMS = """
Two is more than one.

```python tags=["claim"]
# Two is more.
assert 2 > 1
```

A large machine is fast. <b>Here, {wrong}</b>

```python tags=["claim", "timing"] given="usable > 10_000"
# It is fast.
assert False
```
"""
FALSE = """
The sum is six.

```python tags=["claim"]
# The sum is six.
assert 2 + 2 == total
```
"""


@pytest.fixture
def lesson(course, monkeypatch):
    monkeypatch.chdir(course.root)
    lesson = course.lessons / "00-start.md"
    lesson.write_text(lesson.read_text(encoding="utf-8") + CLAIMS, encoding="utf-8")
    return lesson


def add(lesson, text):
    lesson.write_text(lesson.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_claims_that_hold_are_counted(lesson, capsys):
    assert main(["rehearse"]) == 0
    heads, row = (line.split() for line in capsys.readouterr().out.splitlines()[:2])
    assert heads == ["lesson", "seconds", "held", "failed", "not", "here", "tries", "others"]
    assert row[0] == "00-start" and row[2:6] == ["1", "0", "1", "1"]


def test_a_claim_that_fails_is_told_with_its_sentence_and_what_was_seen(lesson, capsys):
    add(lesson, "\n```python\ntotal = 6\n```\n" + FALSE)
    assert main(["rehearse", "00"]) == 1
    said = capsys.readouterr().out
    assert "it says: The sum is six." in said
    assert "seen:    2 + 2 == total; 2 + 2 = 4; total = 6" in said


def test_json_has_every_claim(lesson, capsys):
    add(lesson, "\n```python\ntotal = 6\n```\n" + FALSE)
    assert main(["rehearse", "--json"]) == 1
    (run,) = json.loads(capsys.readouterr().out)["lessons"]
    assert [claim["outcome"] for claim in run["claims"]] == ["held", "not claimed", "failed"]


def test_a_lesson_in_which_a_time_was_out_of_its_margin_is_run_again(lesson, capsys):
    add(lesson, FALSE.replace('["claim"]', '["claim", "timing"]').replace("2 + 2 == total", "0"))
    assert main(["rehearse"]) == 1
    assert capsys.readouterr().out.splitlines()[1].split()[5] == "3"


def test_the_page_shows_figures_beside_sentences_and_runs_nothing(lesson, course, capsys):
    add(lesson, "\n```python\nimport matplotlib.pyplot as plt\n\nplt.plot([1]);\n```\n" + FALSE)
    assert main(["rehearse"]) == 1
    page = (course.root / "reports" / "rehearsal.html").read_text(encoding="utf-8")
    assert 'src="data:image/png;base64,' in page and "The sum is six." in page
    assert "<script" not in page


def test_a_lesson_that_stops_is_told(lesson, capsys):
    add(lesson, "\n```python\n1 / 0\n```\n" + FALSE)
    assert main(["rehearse"]) == 1
    assert "stopped: ZeroDivisionError: division by zero" in capsys.readouterr().out


def test_a_lesson_that_is_not_there_and_an_unknown_start_method_are_told(lesson, capsys):
    assert main(["rehearse", "77"]) == 1
    assert main(["rehearse", "--start-method", "clone"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "parcours: no lesson '77': there are 00-start"
    assert lines[1].startswith("parcours: no start method 'clone' here: there are ")


def test_no_claim_reaches_a_notebook(lesson, course):
    build(course)
    made = (course.lessons / "00-start.ipynb").read_text(encoding="utf-8")
    assert "Two is more than one." in made and "# Two is more." not in made


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("assert 1", "begins with a comment"),
        ("# Words.\nx = 1", "asserts nothing"),
        ("# Words.\nassert (", "'Words.': '\\(' was never closed"),
    ],
)
def test_a_claim_that_is_none_is_refused(code, message):
    notebook = from_markdown(f'Text.\n\n```python tags=["claim"]\n{code}\n```\n', claims=True)
    with pytest.raises(CourseError, match=message):
        claims_of(notebook, "00-start")
