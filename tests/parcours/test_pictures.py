"""The drawn pictures: well-formed, within their card, shown by a lesson, ready to be translated."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from parcours.build import build, stale
from parcours.course import CourseError
from parcours.pictures import PICTURES, draw

LESSONS = Path(__file__).parents[2] / "course" / "en"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_stays_within_its_card(name):
    root = ElementTree.fromstring(draw(name))
    _, _, width, height = map(float, root.get("viewBox").split())
    for shape in root:
        places = re.findall(r"[\d.-]+", shape.get("points", ""))
        for x, y in zip(map(float, places[::2]), map(float, places[1::2]), strict=True):
            assert 0 <= x <= width and 0 <= y <= height
        for size, start in (("width", "x"), ("height", "y")):
            end = float(shape.get(start, 0)) + float(shape.get(size, 0))
            assert end <= float(root.get(size))


@pytest.mark.parametrize("name", PICTURES)
def test_every_word_in_a_picture_can_be_translated(name):
    words = [text.text for text in ElementTree.fromstring(draw(name, str.upper)).iter(f"{SVG}text")]
    assert words and words == [word.upper() for word in words]


def test_each_picture_is_shown_by_a_page():
    shown = {
        name
        for page in LESSONS.glob("*.md")
        for name in re.findall(r"\]\(pictures/(.+?)\.svg\)", page.read_text(encoding="utf-8"))
    }
    assert shown == set(PICTURES)


def test_a_page_that_shows_a_picture_gets_it(course, edit):
    edit(
        course.lessons / "00-start.md",
        "Guess first",
        "![A pool.](pictures/pool.svg)\n\nGuess first",
    )
    assert "wrote course/en/pictures/pool.svg" in build(course)
    picture = course.pictures / "pool.svg"
    assert picture.read_text(encoding="utf-8") == draw("pool")
    picture.write_text("old", encoding="utf-8")
    assert stale(course) == ["stale: course/en/pictures/pool.svg"]
    assert build(course) == ["wrote course/en/pictures/pool.svg"]


def test_a_picture_that_nobody_draws_is_named(course, edit):
    edit(
        course.lessons / "00-start.md", "Guess first", "![A cat.](pictures/cat.svg)\n\nGuess first"
    )
    with pytest.raises(CourseError, match=r"00-start\.md: no picture 'cat': there are cluster, "):
        build(course)
