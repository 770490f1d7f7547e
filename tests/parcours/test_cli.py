"""Every command ends well, or with one clear line and a non-zero exit."""

import socket
import subprocess
import sys

import pytest

from parcours.cli import main


@pytest.fixture
def here(course, monkeypatch):
    monkeypatch.chdir(course.root)
    return course


def fails_with(capsys, *argv):
    assert main(argv) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("parcours: ") and err.count("\n") == 1
    return err


def test_build_and_check(here, capsys):
    assert main(["build", "--check"]) == 1
    assert "missing: exercises/en/squares/squares.ipynb" in capsys.readouterr().out
    assert main(["build"]) == 0
    assert main(["build", "--check"]) == 0
    assert "nothing to do" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["build"], ["build", "--check"], ["lab"]])
def test_outside_the_course(tmp_path, monkeypatch, capsys, command):
    monkeypatch.chdir(tmp_path)
    assert "is not the parcours course" in fails_with(capsys, *command)


def test_inside_a_folder_of_the_course(here, monkeypatch):
    monkeypatch.chdir(here.lessons)
    assert main(["build", "squares"]) == 0
    assert (here.exercises / "squares" / "squares.ipynb").exists()


def test_no_such_exercise(here, capsys):
    assert "no lesson or exercise 'cubes'" in fails_with(capsys, "build", "cubes")


def test_malformed_source(here, edit, capsys):
    edit(here.root / "solutions/en/squares/squares.md", '"why"', '"square"')
    assert "Duplicate grade id: square" in fails_with(capsys, "build")


def test_port_in_use(here, capsys):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert f"port {port} is in use" in fails_with(capsys, "lab", "--port", str(port))


def test_no_such_port(here, capsys):
    assert "between 1 and 65535" in fails_with(capsys, "lab", "--port", "65536")


def test_a_file_that_cannot_be_written(here, capsys):
    (here.root / "exercises").write_text("in the way", encoding="utf-8")
    assert "exercises" in fails_with(capsys, "build")
    assert (here.root / "exercises").read_text(encoding="utf-8") == "in the way"


def test_jupyterlab_missing(here, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "jupyterlab", None)
    assert "JupyterLab is not installed" in fails_with(capsys, "lab")


def test_unknown_words_are_refused(here):
    run = [sys.executable, "-m", "parcours"]
    for words in (["build", "--faster"], ["fly"], []):
        done = subprocess.run([*run, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
