"""What the tests of the grader import from this folder and from tests/, and share."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """Release the small assignment once; `copy` gives a course to hand in to."""
    from small_course import SmallCourse

    return SmallCourse(tmp_path_factory.mktemp("small") / "course")
