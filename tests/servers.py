"""JupyterLab, started as a user starts it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEFT_OUT = (".venv", ".git", ".jupyter", "build", "__pycache__", ".ipynb_checkpoints")
TOKEN = "parcours-tests"
OPTIONS = ["--no-browser", f"--IdentityProvider.token={TOKEN}"]
if hasattr(os, "geteuid") and os.geteuid() == 0:
    OPTIONS.append("--allow-root")


def free_port():
    """Find a port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def copy_course(folder):
    """Copy the course as it is now, so that running it changes nothing here; it shares our .venv."""
    root = folder / "parcours"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*LEFT_OUT))
    (root / ".venv").symlink_to(ROOT / ".venv")
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    return root


def make_lab(root, folder, *options):
    """Start `make lab` in a copy of the course; the log goes into a folder. See `serving`."""
    port = free_port()
    options = [*options, *OPTIONS, f"--port {port}", "--LabApp.expose_app_in_browser=True"]
    # -o says that the environment is up to date.
    make = ["make", "lab", "-o", ".venv/lab", f"ARGS={' '.join(options)}"]
    return serving(make, root, port, folder / "log")


@contextmanager
def serving(command, cwd, port, log):
    """Run a command that serves JupyterLab until the block ends; give its address."""
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {"JUPYTER_CONFIG_DIR": str(log.parent)}  # nobody's own settings
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(
            command,
            cwd=cwd,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for(server, url, log)
        yield url
    finally:
        _stop(server)


def _stop(server):
    if os.name == "nt":  # no process groups, and no make: one process
        server.kill()
        return
    os.killpg(server.pid, signal.SIGTERM)  # make and what it started
    try:
        server.wait(60)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)


def get(url, path):
    """Fetch a page with the token; return its text."""
    request = urllib.request.Request(url + path, headers={"Authorization": f"token {TOKEN}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read().decode()


def contents(url, path):
    """Fetch a file as JupyterLab does when it opens it."""
    return json.loads(get(url, f"/api/contents/{path}"))


def _wait_for(server, url, log, seconds=120):
    deadline = time.monotonic() + seconds
    while True:
        try:
            return get(url, "/api/status")
        except (urllib.error.URLError, ConnectionError):
            said = log.read_text(encoding="utf-8")
            assert server.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(0.2)
