"""JupyterLab, started as a user starts it."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

TOKEN = "parcours-tests"
OPTIONS = ["--no-browser", f"--IdentityProvider.token={TOKEN}"]
if hasattr(os, "geteuid") and os.geteuid() == 0:
    OPTIONS.append("--allow-root")


def free_port():
    """Find a port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


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
