"""The server in the sandbox: imports once, and forks for each hand-in.

Its standard input is a socket, over which the grader sends one end of a new socket for each hand-in.
"""

import gc
import multiprocessing.process
import os
import pkgutil
import signal
import socket
import sys
import tempfile
import time
import warnings
from contextlib import suppress
from pathlib import Path

from parcours.grade.protocol import files, frames
from parcours.grade.sandbox import namespaces
from parcours.grade.sandbox.handout import Handout
from parcours.grade.sandbox.identity import user
from parcours.grade.student.shell import make_shell
from parcours.grade.supervisor import limits, prctl
from parcours.grade.supervisor.supervisor import HungUp, Supervisor

__all__ = ["main"]

KERNEL = {  # what ipykernel sets
    "CLICOLOR": "1",
    "CLICOLOR_FORCE": "1",
    "FORCE_COLOR": "1",
    "GIT_PAGER": "cat",
    "PAGER": "cat",
    "TERM": "xterm-color",
}
OUR_OWN = ("HOME", "NBGRADER_EXECUTION", "PATH", "TMPDIR")  # whatever a kernel says of them
ALWAYS = ("asyncio", "concurrent.futures.process", "multiprocessing.pool", "joblib", "numpy")


def main():
    """Serve hand-ins until the grader hangs up."""
    grader = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # what a module prints when it is imported
    sys.path.remove("/")  # where we were started
    for name in ALWAYS:
        _import(name)
    _, handouts, *_ = socket.recv_fds(grader, 1, 1)
    if not handouts:  # started early, and not needed
        return
    first = frames.receive(grader)
    bounds, os.environ["PATH"] = first["bounds"], first["path"]
    for name, text in first.get("etc", {}).items():
        Path("/etc", name).write_text(text, encoding="utf-8")
    handout = Handout(os.fdopen(handouts[0], "rb"), bounds["folder"], bounds["private"])
    for name in bounds["modules"]:
        _import(name)
    shell = make_shell()
    gc.collect()
    gc.freeze()  # the collector of a child then leaves our memory alone, and it stays shared
    bounds |= {"handout": handout, "fonts": first.get("fonts", {})}
    _fork(bounds, shell, None)
    os.wait()
    frames.send(grader, "ready")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        _, sockets, *_ = socket.recv_fds(grader, 1, 1)
        if not sockets:
            return
        _fork(bounds, shell, socket.socket(fileno=sockets[0]))


def _import(name):
    """Import a module, or the one that has this name: a package may import it when it is asked."""
    with suppress(Exception, SystemExit):
        pkgutil.resolve_name(name)


def _fork(bounds, shell, grader):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # BLAS threads, which survive a fork
        pid = os.fork()
    if pid:
        if grader:
            grader.close()
        return
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    status = 1
    try:
        _seclude(bounds, shell, grader)
        status = 0
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    finally:
        os._exit(status)


def _seclude(bounds, shell, grader):
    """Serve a hand-in from a place of its own; without a `grader`, only see whether there is one."""
    if not bounds["private"]:
        with suppress(AttributeError, OSError):  # not Linux
            prctl.keep_orphans()
        os.setsid()
        if grader:
            with tempfile.TemporaryDirectory(prefix="parcours-", ignore_cleanup_errors=True) as one:
                _serve(bounds, shell, grader, Path(one), limits.kill_descendants)
        return
    namespaces.enter()
    pid = os.fork()
    if pid:
        if not grader:
            _, status = os.waitpid(pid, 0)
            if status:
                os._exit(1)
        return
    namespaces.furnish(bounds["disk"], limits.most_tasks(bounds), bounds["handout"])
    prctl.renounce()
    if grader:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # which cannot reach process 1
        _serve(bounds, shell, grader, Path("/tmp"), _kill_all)
    os._exit(0)


def _kill_all():
    with suppress(ChildProcessError, ProcessLookupError):
        while True:
            os.kill(-1, signal.SIGKILL)
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
            time.sleep(0.001)


def _serve(bounds, shell, grader, root, kill):
    folder = root / bounds["folder"]
    if not bounds["private"]:
        bounds["handout"].copy(root)
    os.chdir(folder)
    os.environ.update(KERNEL, HOME=str(root), TMPDIR=str(root), NBGRADER_EXECUTION="autograde")
    if bounds["private"]:
        os.environ.update(USER=user(), LOGNAME=user())
        for name, text in bounds["fonts"].items():
            files.write(root / ".cache" / "matplotlib", name, text.encode())
    tempfile.tempdir = None
    sys.path.append("")  # last: a student's random.py must not stand in for Python's own
    multiprocessing.process.ORIGINAL_DIR = os.getcwd()  # what "" means to a spawned process
    supervisor = Supervisor(grader, shell, bounds, kill)
    if bounds["private"]:
        prctl.hide_memory()
    with suppress(HungUp, BrokenPipeError):
        try:
            _work(supervisor, grader, folder, bounds)
        finally:
            kill()


def _work(supervisor, grader, folder, bounds):
    job = frames.receive(grader)
    if job is None:
        raise HungUp
    kernel = job.get("environment", {})
    os.environ.update({name: value for name, value in kernel.items() if name not in OUR_OWN})
    sys.path[1:1] = [one for one in kernel.get("PYTHONPATH", "").split(os.pathsep) if one]
    for name in job.get("gone", ()):
        with suppress(OSError):
            Path(folder, name).unlink()
    files.unpack(folder, job["files"])
    before = files.look(folder)
    supervisor.run(job["cells"], job["names"], job["asked"], job["imports"])
    changed, gone = files.pack(folder, before, bounds["disk"] // 8)
    frames.send(grader, {"end": supervisor.fault, "files": changed, "gone": gone})


if __name__ == "__main__":
    main()
