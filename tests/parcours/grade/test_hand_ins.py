"""Whatever is handed in gets an outcome and the points it deserves, and leaves nothing behind."""

import re

import lazy_clever_tired  # noqa: F401 (adds to ALL)
import psutil
import pytest
from hand_ins import ALL
from small_course import can_seclude

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.skipif(not can_seclude(), reason="no sandbox here"),
]


@pytest.fixture(scope="module")
def course(released, tmp_path_factory):
    """Hand all of it in, and grade it in one run."""
    course = released.copy(tmp_path_factory.mktemp("small") / "course")
    for name, case in ALL.items():
        course.hand_in_case(name, case)
    course.said = course.grade(check=False)
    return course


@pytest.mark.parametrize("name", ALL)
def test_points_and_outcome(course, name):
    case, said = ALL[name], course.said[name]
    points = {check: got for check, (got, _) in said["points"].items() if check != "essay"}
    assert points == case.points, said
    assert case.outcome in said["outcome"]
    if case.outcome == "graded":
        assert said["outcome"] == "graded"


def test_the_list_of_outcomes(course):
    """Print the table of all hand-ins: pytest -s -k list_of_outcomes shows it."""
    assert course.said.keys() == ALL.keys()
    print("\n\n| hand-in | points of 10 | outcome |\n|---|---|---|")
    for name in ALL:
        said = course.said[name]
        print(f"| {name.replace('_', ' ')} | {said['score']:g} | {said['outcome']} |")


def test_outcomes_are_sentences_for_an_instructor(course):
    for name, said in course.said.items():
        assert not re.search(r"Errno|/(tmp|work|home|root)/|\w(Error|Exception)\b", said["outcome"]), (
            name
        )


def test_nothing_is_left(course):
    assert not course.processes()
    sleeping = [one.info["cmdline"] for one in psutil.process_iter(["cmdline"])]
    assert ["sleep", "4321"] not in sleeping
    assert not list(course.root.rglob("*.part"))


def test_links_out_of_the_folder_are_not_followed(course):
    assert not (course.root / "autograded" / "honest" / "small" / "link.txt").exists()


def test_the_outcome_stands_in_what_the_student_gets_back(course):
    note = course.graded("endless_loop").cells[0].source
    assert "cell 2: stopped at its time limit" in note
    assert course.graded("honest").cells[0].source == "# Small"


def test_figures_are_shown(course):
    shown = [
        one
        for cell in course.graded("figure_without_a_word").cells
        for one in cell.get("outputs", [])
    ]
    assert any("image/png" in one.get("data", {}) for one in shown)
