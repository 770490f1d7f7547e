"""The steps that Binder takes, in an empty environment, as far as its start page."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
import yaml
from servers import OPTIONS, contents, free_port, get, serving

from parcours.course import START

ROOT = Path(__file__).parents[1]


@pytest.fixture
def clone(tmp_path):
    """Copy the files that git knows, new ones included."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            target = tmp_path / "clone" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
    return tmp_path / "clone"


@pytest.mark.everything
@pytest.mark.timeout(900)
@pytest.mark.skipif(sys.platform == "win32", reason="Binder runs Linux; postBuild is a bash script")
def test_the_pip_part_then_post_build_then_the_start_page(clone, tmp_path):
    venv.create(tmp_path / "env", with_pip=True)
    binaries = tmp_path / "env" / "bin"
    environment = yaml.safe_load((clone / "environment.yml").read_text(encoding="utf-8"))
    (pip,) = (part["pip"] for part in environment["dependencies"] if isinstance(part, dict))
    (clone / "pip-part.txt").write_text("\n".join(pip), encoding="utf-8")  # as conda does it
    path = os.pathsep.join([str(binaries), os.environ["PATH"]])
    home = {"PATH": path, "JUPYTER_CONFIG_DIR": str(tmp_path)}  # nobody's own settings
    for command in (
        [binaries / "python", "-m", "pip", "install", "--quiet", "--requirement", "pip-part.txt"],
        [clone / "postBuild"],
    ):
        done = subprocess.run(
            command,
            cwd=clone,
            env=os.environ | home,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    port = free_port()
    lab = [binaries / "jupyter-lab", f"--port={port}", *OPTIONS]
    with serving(lab, clone, port, tmp_path / "log") as url:
        assert contents(url, START)["type"] == "notebook"
        page = get(url, f"/lab/tree/{START}")
        assert "JupyterLab" in page and "@jupyter/nbgrader:create-assignment" in page  # as disabled
        assert "@jupyterlab/toc:plugin" in get(url, "/lab/api/workspaces/default")
        assert contents(url, START.replace("ipynb", "md"))["name"] == "00-start.md"
        listed = [item["name"] for item in contents(url, "course/en")["content"]]
        assert "00-start.ipynb" in listed and "00-start.md" not in listed
