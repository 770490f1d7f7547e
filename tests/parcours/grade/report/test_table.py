"""The marks at a terminal and as JSON, of classes that nobody had to grade."""

import json
import random
from types import SimpleNamespace

from parcours.grade.report.marks import Marks, Part, Student
from parcours.grade.report.table import as_json, as_table


def class_of(n_students, n_parts):
    """Return marks, and the run that gave them."""
    names = ["cpus", "ordered-order", "ordered-parallel", "first-done", "chunk-size", "total"]
    parts = [Part(f"check-{names[i % 6]}-{i}", 1 + i % 3) for i in range(n_parts)]
    chance = random.Random(1)
    students = [
        Student(
            f"student-{i:03}",
            state="graded",
            points={part.label: chance.choice([0, part.most / 3, part.most]) for part in parts},
        )
        for i in range(n_students)
    ]
    hand_ins = [SimpleNamespace(student=one.id, seconds=1.23456, own_seconds=1) for one in students]
    return Marks("pool", parts, students), hand_ins


def test_a_large_class_fits_a_hundred_columns():
    marks, hand_ins = class_of(100, 13)
    marks.students[5].remarks = ["check-total-5: it took more than 4 GB of memory" * 3]
    lines = as_table(marks, hand_ins, 100).splitlines()
    assert len(lines) == 13 + 1 + 100 + 1
    assert max(map(len, lines)) == 100
    assert lines[1] == " 2: check-ordered-order-1 (2)"
    words = {len(line.split()) for line in lines[14:-1] if not line.endswith("…")}
    assert words == {1 + 13 + 2}
    assert all("graded" in line for line in lines[14:-1] if not line.endswith("…"))


def test_the_last_line_has_the_means():
    marks, hand_ins = class_of(2, 2)
    for one, points in zip(marks.students, [(1, 0), (0, 1)], strict=True):
        one.points = dict(zip(one.points, points, strict=True))
    marks.students[0].penalty = 0.5
    head, first, second, means = as_table(marks, hand_ins).splitlines()[2:]
    assert head.split() == ["student", "1", "2", "late", "score", "outcome"]
    assert first.split() == ["student-000", "1", "0", "-0.5", "0.5", "graded"]
    assert second.split() == ["student-001", "0", "1", "1", "graded"]
    assert means.split() == ["mean", "0.5", "0.5", "-0.2", "0.8"]


def test_points_to_be_given_by_hand():
    marks, hand_ins = class_of(2, 2)
    for one in marks.students:
        one.points[marks.parts[1].label] = None
    lines = as_table(marks, hand_ins).splitlines()
    assert lines[2] == " -: to be marked by hand"
    assert lines[-1].split()[2] == lines[-2].split()[2] == "-"


def test_only_this_run_is_shown():
    marks, hand_ins = class_of(3, 1)
    assert "student-001" not in as_table(marks, hand_ins[:1])
    assert "nothing to do" in as_table(marks, [])
    assert json.loads(as_json(marks, []))["hand_ins"] == []


def test_json_has_all_of_it():
    marks, hand_ins = class_of(1, 2)
    student = marks.students[0]
    student.id = "ada"
    hand_ins[0].student = "ada"
    student.points = {marks.parts[0].label: 1, marks.parts[1].label: None}
    student.by_hand = {marks.parts[1].label}
    student.messages = {marks.parts[0].label: "so \ud800 it is"}
    assert json.loads(as_json(marks, hand_ins, "reports/pool.html")) == {
        "assignment": "pool",
        "report": "reports/pool.html",
        "correction": {"not_passed": []},
        "hand_ins": [
            {
                "student": "ada",
                "outcome": "graded",
                "graded": True,
                "score": 1,
                "late_penalty": 0,
                "by_hand": ["check-ordered-order-1"],
                "points": {"check-cpus-0": [1, 1], "check-ordered-order-1": [None, 2]},
                "messages": {"check-cpus-0": "so \ud800 it is"},
                "seconds": 1.235,
                "own_seconds": 1,
            }
        ],
    }
