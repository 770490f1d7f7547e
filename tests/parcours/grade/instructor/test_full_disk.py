"""A disk that is full midway: one line, nothing half-written; with room again, the same marks."""

import os
import shutil
import subprocess
import sys

import pytest
from hand_ins import add
from test_soak import folders, small_rows

SCRIPT = """\
mount -t tmpfs -o size=100m tmpfs "$1" && cp -a "$2/." "$1" && cd "$1" || exit 99
used=$(df --output=used -k . | tail -1)
mount -o remount,size=$((used + $3))k "$1" || exit 99
"$4" -m parcours grade small --no-sandbox -j 2 > /dev/null 2> "$5"
echo "exit code $?" >> "$5"
cp -a . "$2/full"
mount -o remount,size=100m "$1"
"$4" -m parcours grade small --no-sandbox -j 2 > "$5.again" && cp -a gradebook.db autograded "$2"
"""


OTHER_MOMENTS = [
    pytest.param(room, marks=pytest.mark.everything) for room in range(0, 500, 50) if room != 250
]


def can_mount():
    """Whether a user may have a disk of their own here."""
    if not shutil.which("unshare"):
        return False
    command = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def course(released, tmp_path_factory):
    """Hand in what writes 50 KB each, and grade it where there is room."""
    course = released.copy(tmp_path_factory.mktemp("small") / "course")
    for i in range(8):
        nb = course.answered()
        add(nb, "open('mine.bin', 'wb').write(os.urandom(50_000))", "double")
        course.hand_in(f"s{i}", nb)
    course.empty = course.copy(course.root.with_name("empty"))
    course.grade("--no-sandbox")
    return course


@pytest.mark.skipif(not can_mount(), reason="nobody but root may mount a disk here")
@pytest.mark.parametrize("room", [250, *OTHER_MOMENTS])  # KB
def test_graded_when_there_is_room_again(course, tmp_path, room):
    small, said = tmp_path / "small", tmp_path / "said"
    small.mkdir()
    other = course.empty.copy(tmp_path / "course")
    command = ["unshare", "-rm", "sh", "-c", SCRIPT, "sh", small, other.root, str(room)]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    done = subprocess.run([*command, sys.executable, said], env=environment, check=False)
    assert done.returncode == 0
    line, code = said.read_text().splitlines()
    assert "full" in line or "No space left" in line
    assert code == "exit code 1"
    full = other.root / "full"
    assert not list(full.rglob("*.part"))
    then, now = small_rows(full), small_rows(course.root)
    for folder in full.glob("autograded/*/small"):
        student = folder.parent.name
        mine = {key for key in now if key[0] == student}
        assert {key: then[key] for key in mine} == {key: now[key] for key in mine}
        assert {"small.ipynb", "mine.bin", "data.txt"} == {one.name for one in folder.iterdir()}
    assert small_rows(other.root) == now
    assert folders(other) == folders(course)
