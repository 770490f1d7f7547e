"""Notebooks that are mangled at random get an outcome, and their tests back."""

import json

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from mangling import keeps_answers, mangled
from nbgrader.api import Gradebook
from small_course import FULL, can_seclude

from parcours.grade.instructor.reading import read_notebook
from parcours.grade.instructor.record import read_record
from parcours.grade.instructor.restore import restore
from parcours.notebooks import grade_id, loads

pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="module")
def course(released, tmp_path_factory):
    """Return a course to hand in to."""
    return released.copy(tmp_path_factory.mktemp("small") / "course")


@pytest.fixture
def mangle(course, request):
    """Return a function that calls another with many a notebook, and always with the same ones."""
    whole = json.loads(nbformat.writes(course.answered(), split_lines=False))

    def run(check, ordinary, everything):
        examples = everything if request.config.getoption("--everything") else ordinary
        health = list(HealthCheck)
        keep = settings(
            derandomize=True, database=None, deadline=None, suppress_health_check=health
        )

        @settings(keep, max_examples=examples)
        @given(mangled(whole))
        def every(drawn):
            check(*drawn)

        every()

    return run


def test_tests_are_put_back(course, mangle, tmp_path):
    released = loads((course.root / "release" / "small" / "small.ipynb").read_text())
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "small") as book:
        record = read_record(book.find_notebook("small", "small"), released)
    file, read = tmp_path / "small.ipynb", []

    def check(content, _):
        file.write_bytes(content)
        try:
            nb, _ = read_notebook(file)
        except (ValueError, RecursionError):
            return
        read.append(restore(nb, record))
        nbformat.validate(nb)
        json.dumps(nb, allow_nan=False).encode("ascii")
        found = [cell for cell in nb.cells if grade_id(cell)]
        for name in FULL:
            (cell,) = (cell for cell in found if grade_id(cell) == name)
            assert cell.source == record.cells[name].source
            assert cell.cell_type == "code"
            assert cell.metadata["nbgrader"] == record.metadata[name]

    mangle(check, 200, 2000)
    assert len(read) > 100


@pytest.mark.skipif(not can_seclude(), reason="no sandbox here")
def test_a_class_of_them(course, mangle):
    drawn = []
    mangle(lambda *one: drawn.append(one), 30, 300)
    whole = course.answered().cells
    for i, (content, _) in enumerate(drawn):
        (course.hand_in(f"s{i:03}", "") / "small.ipynb").write_bytes(content)
    said = course.grade(check=False)
    assert len(said) == len(drawn)
    kept = 0
    for i, (_, content) in enumerate(drawn):
        one = said[f"s{i:03}"]
        assert one["outcome"]
        assert all(0 <= (got or 0) <= most for got, most in one["points"].values())
        if keeps_answers(content, whole):
            kept += 1
            got = {name: points for name, (points, _) in one["points"].items() if name in FULL}
            assert got == FULL, (one, content)
    print(f"{len(drawn)} of them, {kept} with their answers")
    assert kept > len(drawn) / 10
    assert not course.processes()
    assert not list(course.root.rglob("*.part"))
