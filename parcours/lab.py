"""Open the course in JupyterLab."""

import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path

from parcours.course import START, CourseError

__all__ = ["lab", "protect_answers"]

JUPYTER = Path(__file__).parent / "jupyter"


def lab(course, port=None, instructor=False, options=()):
    """Start JupyterLab on the start page, in this process; returns when the server has stopped.

    Parameters
    ----------
    course : Course
    port : int, optional
        Port to serve on; by default JupyterLab takes the first that is free.
    instructor : bool, optional
        Whether to show what only an instructor needs: nbgrader's menu and panels, and the Markdown
        sources beside the notebooks, which open as notebooks too.
    options : sequence of str
        More options, in JupyterLab's own words.

    Raises
    ------
    CourseError
        When JupyterLab is missing or the port is taken.
    """
    if importlib.util.find_spec("jupyterlab") is None:
        raise CourseError("JupyterLab is not installed here: run `make lab`, see README.md")
    if port is not None:
        _check_free(port)
        options = [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", *options]
    protect_answers(course)
    workspaces = _lay_out(course)
    _add_config_path(JUPYTER / ("instructor" if instructor else "student"))
    os.chdir(course.root)
    from jupyterlab.labapp import main

    layout = f"--LabApp.workspaces_dir={workspaces}"
    main([f"--LabApp.default_url=/lab/tree/{START}", layout, *options])


def protect_answers(course):
    """Tell git, in a clone, to keep a student's answers when `git pull` brings a new version.

    Local changes are set aside and put back by git itself; notebooks are merged by `keep`.
    """
    driver = f'"{Path(sys.executable).as_posix()}" -m parcours merge %A %B'
    settings = {
        "merge.parcours.name": "keep the student's answers",
        "merge.parcours.driver": driver,
        "merge.autoStash": "true",
        "pull.rebase": "false",
        "rebase.autoStash": "true",
    }
    if not (course.root / ".git").exists():
        return
    try:
        for key, value in settings.items():
            subprocess.run(["git", "config", key, value], cwd=course.root, check=True)
    except (OSError, subprocess.CalledProcessError):
        print("git could not be set up: before you `git pull`, save your notebooks elsewhere")


def _lay_out(course):
    """Return the folder of this course's own layout; the first has the table of contents at hand."""
    from jupyterlab_server.workspaces_handler import WorkspacesManager

    folder = course.root / ".jupyter" / "workspaces"
    if not folder.exists():
        layout = (JUPYTER / "workspace.json").read_text(encoding="utf-8")
        WorkspacesManager(folder).save("default", layout)
    return folder


def _add_config_path(folder):
    """Let Jupyter read its settings from a folder first, in this process."""
    others = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [str(folder), others]))


def _check_free(port):
    if not 0 < port < 65536:
        raise CourseError(f"--port must be between 1 and 65535, not {port}")
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise CourseError(f"port {port} is in use: choose another with --port")
