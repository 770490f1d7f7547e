"""The report has the whole class, the gradebook's numbers, and nothing that a hand-in slips in."""

import json
import os
import re
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook
from small_course import SmallCourse, can_seclude

from parcours.grade.app import GradeApp
from parcours.grade.report.marks import Marks, Part, Student
from parcours.grade.report.messages import message, same_messages, tidy
from parcours.grade.report.page import report, write_report
from parcours.grade.report.progress import progress, tick
from parcours.notebooks import grade_id

EVIL = "<script>alert(1)</script>"
LATE = """
from nbgrader.plugins import BasePlugin
class Late(BasePlugin):
    def late_submission_penalty(self, student, score, seconds):
        return 1.5
c.AssignLatePenalties.plugin_class = Late
"""


def read(html):
    """Return the page, and the rows of the class by student."""
    page = BeautifulSoup(html, "html.parser")
    rows = {row.td.bdi.text: row for row in page.select("tr[id]")}
    return page, rows


def small(states=("graded",), **more):
    """Return a class whose members are in these states."""
    students = [
        Student(f"s{i:02}", state=state, points={"sum": i % 5} if state == "graded" else {}, **more)
        for i, state in enumerate(states)
    ]
    return Marks("sums", [Part("sum", 4)], students)


def test_everyone_is_counted_once(tmp_path):
    states = ["graded"] * 12 + ["failed", "waiting", "absent", "absent"]
    page, rows = read(report(small(states), tmp_path))
    bars = {bar.select_one(".label").text: bar.contents[0] for bar in page.select(".bars li")}
    counts = {label: int(count) for label, count in bars.items() if isinstance(count, str)}
    assert counts == {"0": 3, "20": 3, "50": 2, "70": 2, "90": 2, "not graded": 2, "no hand-in": 2}
    assert sum(counts.values()) == len(states)
    said = page.select_one("[role=img]")["aria-label"]
    assert sum(map(int, re.findall(r": (\d+)", said))) == len(states)
    assert len(rows) == 14
    assert page.select_one(".part .key").text.split() == ["2", "full", "7", "partial", "3", "none"]


def test_nothing_is_injected(tmp_path):
    marks = small(["graded", "failed"])
    for one in marks.students:
        one.id, one.name = f"{EVIL}{one.id}", f'"><img src=x onerror={EVIL}>'
        one.messages = {"sum": EVIL + "</details></body>" + "x" * 5000 + "\ud800"}
        one.remarks = [EVIL + "y" * 5000]
        one.slowest, one.seconds = (EVIL, 1.0), 1.0
        one.files = [tmp_path / "javascript:alert(1)" / f"{EVIL}.ipynb"]
    marks = Marks(f"{EVIL}&", [Part("sum", 4), Part(EVIL, 4)], marks.students)
    html = report(marks, tmp_path)
    page, _ = read(html)
    assert "<script" not in html.casefold()
    assert "<img" not in html
    assert len(html) < 25_000
    assert (
        "default-src 'none'" in page.select_one("[http-equiv=Content-Security-Policy]")["content"]
    )
    assert {one["href"].split(":")[0] for one in page.select("a")} <= {
        *("#s1", "#s2", "#p1", "#p2"),
        "javascript%3Aalert%281%29/%3Cscript%3Ealert%281%29%3C/script%3E.ipynb",
    }
    assert not page.select("[src], [onerror], script, link, form, iframe")


def test_marks_by_hand_do_not_count_before_they_are_given(tmp_path):
    student = Student("ada", state="graded", points={"sum": 4, "essay": None}, by_hand={"essay"})
    marks = Marks("sums", [Part("sum", 4), Part("essay", 6)], [student])
    page, rows = read(report(marks, tmp_path))
    assert [one.text for one in rows["ada"].select("td")][1:5] == ["4", "?", "4", "100"]
    assert "1 hand-in is still to be marked by hand" in page.figcaption.text
    student.points["essay"], student.by_hand = 3, set()
    page, rows = read(report(marks, tmp_path))
    assert [one.text for one in rows["ada"].select("td")][1:5] == ["4", "3", "7", "70"]


def test_a_class_without_marks(tmp_path):
    assert "no hand-in" in report(small(["absent"]), tmp_path)
    assert "graded" in report(Marks("sums", [], []), tmp_path)
    essay = Student("ada", state="graded", points={"essay": None}, by_hand={"essay"})
    assert "no marks yet" in report(Marks("sums", [Part("essay", 6)], [essay]), tmp_path)


def test_the_report_is_there_whole_or_not_at_all(tmp_path, monkeypatch):
    file = write_report(small(), tmp_path / "reports")
    before = file.read_text()
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_report(small(["absent"]), tmp_path / "reports")
    assert file.read_text() == before


def test_the_same_mistake_counts_once():
    said = {
        "ada": "(d) chunk_size(2, 2) returned 2: 1 was expected.",
        "bob": "(d) chunk_size(8, 2) returned -4.5: 1 was expected.",
        "cat": "in this order: [9, 4, 1]",
        "dan": "in this order: [9]",
        "eve": "<function at 0x7f00a> is no number",
        "fay": "(d) chunk_size(8, 2) returned -4.5: 1 was expected.",
    }
    first, second, third = same_messages(said)
    assert first == (said["bob"], 2, ["ada", "bob", "fay"])
    assert second == (said["cat"], 2, ["cat", "dan"])
    assert third == (said["eve"], 1, ["eve"])


def test_messages_of_cells():
    def cell(kind, words, *trace):
        error = {"output_type": "error", "ename": kind, "evalue": words, "traceback": trace}
        return {"outputs": [{"output_type": "stream", "name": "stdout", "text": "."}, error]}

    assert message({"outputs": []}) is None
    assert message(cell("AssertionError", "too\n  few")) == "too few"
    assert message(cell("NameError", "no f")) == "NameError: no f"
    arrow = "\x1b[32m----> \x1b[39m\x1b[32m9\x1b[39m \x1b[38;5;28;01massert\x1b[39;00m f(2) == 4"
    assert message(cell("AssertionError", "", "first", arrow + "\n     10 x")) == "assert f(2) == 4"
    assert message(cell("KeyboardInterrupt", "")) == "KeyboardInterrupt"
    assert tidy("a\x00\u202eb\ud800 \n c" + "d" * 500) == "ab c" + "d" * 295 + "…"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Grade a class."""
    if not can_seclude():
        pytest.skip("no sandbox here")
    course = SmallCourse(tmp_path_factory.mktemp("small") / "course")
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write(LATE)
    with gradebook(course) as book:
        due = datetime(2030, 1, 1)
        book.update_or_create_assignment("small", duedate=due)
        book.update_or_create_student("fay", first_name="Fay", last_name="Nobody")
    answers = {
        "ada": "def triple(x):\n    return x + x + x",
        "bob": "def triple(x):\n    return 0",
        "cat": "def triple(x):\n    raise RuntimeError('<b>bold</b>' + 'w' * 1000)",
        "eve": "import time\ntime.sleep(0.5)\ndef triple(x):\n    return 1",
    }
    for student, source in answers.items():
        nb = course.answered()
        for cell in nb.cells:
            if grade_id(cell) == "triple":
                cell.source = source
        if student == "eve":
            nb.metadata["parcours"] = {"remarks": ["forged"]}
            nb.cells[-1].metadata["parcours"] = nb.cells[0].metadata["parcours"] = {"seconds": 99}
            nb.cells[-1].source = "Because it is so."
        folder = course.hand_in(student, nb)
        late = timedelta(hours=1 if student == "cat" else -1)
        (folder / "timestamp.txt").write_text(f"{due + late} UTC")
    course.hand_in("dan", "broken")
    course.said = course.grade(check=False)
    return course


def gradebook(course):
    return Gradebook(f"sqlite:///{course.root}/gradebook.db", "small")


def reported(course):
    return (course.root / "reports" / "small.html").read_text(encoding="utf-8")


def run_again(course, monkeypatch):
    """Run the command when nothing is due, in this process: starting another takes seconds."""
    monkeypatch.chdir(course.root)
    monkeypatch.setenv("PATH", os.environ["PATH"])  # the course's settings change it
    try:
        GradeApp.launch_instance(["small", "--json", "--student", "ada", "--no-execute"])
    finally:
        GradeApp.clear_instance()


def test_the_run_says_what_it_did(course):
    said = course.said
    assert said.keys() == {"ada", "bob", "cat", "dan", "eve"}
    assert said["bob"]["messages"]["check-triple"] == "triple"
    assert said["eve"]["by_hand"] == ["essay"]
    assert said["cat"]["late_penalty"] == 1.5
    assert not said["dan"]["graded"]
    assert said["eve"]["own_seconds"] >= 0.5


def test_the_report_has_the_gradebooks_numbers(course):
    page, rows = read(reported(course))
    assert rows.keys() == {"ada", "bob", "cat", "dan", "eve"}
    with gradebook(course) as book:
        for one in book.assignment_submissions("small"):
            cells = [cell.text for cell in rows[one.student.id].select("td")]
            given = {
                grade.name: "?" if grade.auto_score is None else f"{grade.score:g}"
                for notebook in one.notebooks
                for grade in notebook.grades
            }
            labels = ["check-double", "check-helpers", "check-triple", "partial", "essay"]
            assert cells[1:6] == [given[label] for label in labels]
            assert cells[6] == ("-1.5" if one.late_submission_penalty else "")
            assert cells[7] == f"{max(0, one.score - one.late_submission_penalty):g}"
    parts = {part.h3.contents[0].strip(): part for part in page.select(".part")}
    assert list(parts) == labels
    assert parts["partial"].select_one(".key").text.split() == [
        "1",
        "full",
        "1",
        "partial",
        "2",
        "none",
    ]
    assert "mean 25 %" in parts["check-triple"].h3.text


def test_messages_name_their_students(course):
    page, rows = read(reported(course))
    part = next(one for one in page.select(".part") if "check-triple" in one.h3.text)
    said = {
        one.summary.bdi.text: [who.text for who in one.select(".names a")]
        for one in part.select(".said")
    }
    (long,) = (one for one in said if one.startswith("RuntimeError: <b>bold</b>w"))
    assert len(long) == 300
    assert said == {"triple": ["bob", "eve"], long: ["cat"]}
    assert "is not a notebook that can be read" in rows["dan"].text
    assert "Nobody" in page.text
    assert "forged" not in page.text
    slow = page.select_one(".slow").select("tr")[1]
    assert [slow.a.text, slow.bdi.text] == ["eve", "eve"]
    assert slow.select("bdi")[-1].text == "triple"


def test_run_again_it_says_the_same(course, monkeypatch, capsys):
    before = reported(course)
    run_again(course, monkeypatch)
    assert json.loads(capsys.readouterr().out)["hand_ins"] == []
    now = reported(course).replace("not graded yet", "")
    undated = re.compile(r"As it stood on [^<]*")
    rest = re.compile(r"small is not a notebook that can be read[^<]*")
    assert undated.sub("", now) == rest.sub("", undated.sub("", before))


def test_what_came_since_is_there_next_time(course, monkeypatch):
    """Marks given by hand, and the feedback."""
    feedback = course.root / "feedback" / "ada" / "small" / "small.html"
    feedback.parent.mkdir(parents=True)
    feedback.touch()
    with gradebook(course) as book:
        grade = book.find_grade("essay", "small", "small", "eve")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 4.5, 0.25, False
        book.db.commit()
    run_again(course, monkeypatch)
    page, rows = read(reported(course))
    assert [one.text for one in rows["eve"].select("td")][5:8] == ["4.75", "", "7.75"]
    assert "to be marked" not in page.text
    links = {one.text: one["href"] for one in rows["ada"].select("a")}
    assert links.keys() == {"notebook", "feedback"}
    for href in links.values():
        assert (course.root / "reports" / href).is_file()


def test_progress_is_counted(monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with progress(4) as bar:
        tick(bar, None)
        for failed, remarks in [(False, []), (False, ["it"]), (True, ["it"])]:
            tick(bar, SimpleNamespace(failed=failed, remarks=remarks))
    assert "3/3" in str(bar)
    assert "1 graded, 1 with remarks, 1 failed" in str(bar)
