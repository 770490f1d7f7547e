"""The folder of a hand-in holds what the instructor has handed out, and what the student has."""

import json
import os

import pytest
from nbformat.v4 import new_code_cell
from small_course import SmallCourse, can_seclude

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(not can_seclude(), reason="no sandbox here"),
]

SAY = """
import json, os, subprocess
from pathlib import Path
import plain, stub, tools
found = {
    "files": sorted(str(one) for one in Path().rglob("*") if one.is_file() and "many" not in str(one)),
    "many": len(os.listdir("many")),
    "script": subprocess.run(["./run.sh"], capture_output=True, text=True).stdout,
    "mode": oct(os.stat("run.sh").st_mode & 0o777),
    "beside": Path(tools.__file__).with_name("inside.txt").read_text(),
    "written": stub.__doc__, "plain": plain.__doc__, "data": open("data.txt").read(),
    "own": open("mine/my notes.txt").read(),
    "place": Path.cwd().name, "empty": os.path.isdir("nothing"), "data read": open("@").read(),
}
open("data.txt", "a").write("changed")
os.remove("many/1.txt")
print(json.dumps(found))
"""
FILES = {
    "run.sh": "#!/bin/sh\necho hello\n",
    "plain.py": "'the course'",
    "stub.py": "'a stub'",
    "tools/__init__.py": "",
    "tools/inside.txt": "beside",
    "nai\u0308ve file.txt": "1",
    "na\u00efve file.txt": "2",
}


@pytest.fixture(scope="module", params=[100, 1200])
def course(request, tmp_path_factory):
    """Release a course with few files, which are copied, or many, which lie under all hand-ins."""
    course = SmallCourse(tmp_path_factory.mktemp("folder") / "course")
    for root in ("source", "release"):
        folder = course.root / root / "small"
        for name, text in FILES.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text)
        (folder / "run.sh").chmod(0o755)
        (folder / "many").mkdir()
        for number in range(request.param):
            (folder / "many" / f"{number}.txt").touch()
    (course.root / "release" / "small" / "other.ipynb").write_text("{}")
    (course.root / "release" / "small" / "nothing").mkdir()
    (data := tmp_path_factory.mktemp("data")).chmod(0o755)
    (data / "shared.txt").write_text("shared")
    (data / "shared.txt").chmod(0o644)
    config = f"\nc.Grader.read_only = [{str(data)!r}]\n"
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write(config)
    course.data, course.many = data, request.param
    nb = course.answered()
    nb.cells.insert(1, new_code_cell("%%writefile stub.py\n'the student'"))
    nb.cells.insert(2, new_code_cell(SAY.replace("@", str(data / "shared.txt"))))
    release = course.root / "release" / "small" / "small.ipynb"
    handed_out = json.loads(release.read_text())
    handed_out["cells"].insert(1, dict(nb.cells[1], source=["%%writefile stub.py\n", "..."]))
    release.write_text(json.dumps(handed_out))
    course.nb = nb
    return course


def hand_in(course, student, files=()):
    folder = course.hand_in(student, course.nb)
    for name, text in {"mine/my notes.txt": "mine", **dict(files)}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def said(course, student):
    """Return what the hand-in has printed."""
    for cell in course.graded(student).cells:
        for output in cell.get("outputs", []):
            if output.get("text", "").startswith("{"):
                return json.loads(output["text"])
            assert output["output_type"] != "error", output


def test_all_that_was_handed_out(course):
    hand_in(course, "ada")
    folder = hand_in(course, "bob", {"plain.py": "'bob'", ".git/HEAD": "x", "venv/pyvenv.cfg": ""})
    (folder / "run.sh").write_text("echo bob")
    (course.root / "submitted" / "__MACOSX" / "small").mkdir(parents=True)
    outcomes = course.grade()
    assert outcomes.keys() == {"ada", "bob"}
    assert outcomes["ada"]["outcome"] == "graded"
    assert outcomes["bob"]["outcome"] == "left out, for no answer needs it: .git, venv"
    for student in ("ada", "bob"):
        found = said(course, student)
        assert {"other.ipynb", "small.ipynb", *FILES} <= set(found.pop("files"))
        assert found == {
            "many": course.many,
            "script": "hello\n",
            "mode": "0o755",
            "beside": "beside",
            "written": "the student",
            "plain": "the course",
            "data": "1 2 3\n",
            "own": "mine",
            "place": "small",
            "empty": True,
            "data read": "shared",
        }
    graded = course.root / "autograded" / "ada" / "small"
    assert (graded / "data.txt").read_text() == "1 2 3\nchanged"


def test_a_folder_called_like_a_file_of_the_course(course):
    hand_in(course, "cleo", {"data.txt/x": "1", "tools.txt": "1"})
    outcome = course.grade()["cleo"]["outcome"]
    assert outcome == "the course's own was put in the place of what had the same name: data.txt"
    assert said(course, "cleo")["data"] == "1 2 3\n"


def test_read_only_folder_that_is_not_there(course):
    hand_in(course, "dan")
    words = course.grade("--Grader.read_only=/nowhere/at/all", check=False)
    assert "c.Grader.read_only names /nowhere/at/all" in words
    assert os.path.isdir(course.data)
