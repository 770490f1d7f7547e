"""How an instructor's notebook may import `helpers`, and that hand-ins cannot replace it."""

import pytest
from hand_ins import add
from small_course import FULL, SmallCourse, can_seclude

from parcours.notebooks import grade_id

pytestmark = [
    pytest.mark.skipif(not can_seclude(), reason="there is no sandbox here"),
    pytest.mark.timeout(120),
]

OWN = """\
class checks:
    @staticmethod
    def in_time(function, *args):
        return function(*args)
"""
MISSING = """\
from helpers import checks
try:
    from helpers import of_next_year
except ImportError:
    pass
"""
WAYS = {
    "a star": ("from helpers import *\nfrom helpers import checks", {}),
    "the package": ("import helpers\nfrom helpers import checks\nhelpers.cpu_facts()", {}),
    "what is not there": (MISSING, {}),
    "a module of the course's own": ("from helpers import checks", {"helpers.py": OWN}),
}


@pytest.mark.parametrize("way", WAYS)
def test_graded_and_trusted(tmp_path, way):
    course = SmallCourse(tmp_path / "course", *WAYS[way])
    course.hand_in("honest", course.answered())
    course.hand_in("clever", patched(course.answered()))
    said = course.grade()
    assert {said[one]["outcome"] for one in said} == {"graded"}
    points = {one: {name: said[one]["points"][name][0] for name in FULL} for one in said}
    assert points["honest"] == FULL
    assert points["clever"] == FULL | {"check-double": 0, "check-helpers": 0}


def patched(nb):
    """Return a notebook with a wrong answer, and a check that takes it for right."""
    double = next(cell for cell in nb.cells if grade_id(cell) == "double")
    double.source = "def double(x):\n    return -1"
    add(nb, "checks.in_time = lambda *a: 6", "double")
    return nb
