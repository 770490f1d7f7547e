"""Starts the server, in bubblewrap if it may, and hands it one notebook after the other."""

import os
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from joblib import cpu_count

from parcours.course import CourseError
from parcours.grade.protocol import frames
from parcours.grade.protocol.archive import make_archive
from parcours.grade.sandbox.bubblewrap import NoSandbox, walls
from parcours.grade.sandbox.identity import identity
from parcours.grade.sandbox.process import Process, environment, surroundings

__all__ = ["Broken", "NoSandbox", "Sandbox"]

PATIENCE = 30  # seconds that a hand-in's supervisor may need beyond the time limits
DEFAULTS = {"threads": 2000, "folder": "work"}


class Broken(Exception):
    """The server, or the supervisor of a hand-in, has ended without a word."""


class Sandbox:
    """A server process that forks for each notebook; use it as a context manager, from any thread.

    Parameters
    ----------
    bounds : dict
        The limits: ``total`` seconds; ``memory``, ``disk`` and ``output`` in bytes; ``processes``
        and ``threads``. And ``folder``, the name of the one that a hand-in runs in.
    modules : sequence of str
        What the server imports before it forks.
    private : bool
        Whether to keep hand-ins from the machine and from each other.
    hidden : sequence of Path
        Folders that must not be seen, wherever they are.
    read_only : sequence of str
        Folders that may be read besides.
    handout : file, optional
        What the instructor hands out, see `make_archive`.
    around : dict, optional
        `surroundings` of the grader, where it is not on this machine: Dask has its own.

    Raises
    ------
    NoSandbox
        When `private` is not possible here; the message says why, in one line.
    CourseError
        On Windows, which cannot fork.
    """

    cpus = cpu_count()  # to share among hand-ins

    def __init__(
        self,
        bounds,
        modules=(),
        private=True,
        hidden=(),
        read_only=(),
        handout=None,
        around=None,
    ):
        if not hasattr(os, "fork"):
            raise CourseError(
                f"grading forks, which {sys.platform} cannot: use `nbgrader autograde` here"
            )
        self.bounds = {**DEFAULTS, **bounds, "modules": list(modules), "private": private}
        self.walls = walls(hidden, read_only) if private else []
        self.handout = handout or make_archive({})
        self.around = surroundings() if around is None else around
        self.lock = threading.Lock()
        self.process, self.over = None, False
        self._start()

    def __enter__(self):
        """Wait until the server is ready."""
        self._check()
        return self

    def __exit__(self, *_):
        """Kill the server, and with it all that it has started."""
        with self.lock:
            self.over = True
            self._stop()

    def _start(self):
        names = environment(self.bounds["private"], self.around)
        self.process, self.ready = Process.start(self.walls, names), False
        first = {"bounds": self.bounds, "path": names.get("PATH", os.defpath)}
        if self.walls:
            first |= {"etc": identity(), "fonts": _fonts()}
        with suppress(OSError):  # it has died: `_check` says so
            socket.send_fds(self.process.control, [b"1"], [self.handout.fileno()])
            frames.send(self.process.control, first)

    def _stop(self):
        self.process.control.close()
        if not self.walls:  # its hand-ins clean up after themselves when they see us gone
            with suppress(subprocess.TimeoutExpired):
                self.process.popen.wait(20)
        self.process.kill()

    def _check(self):
        """Wait for the server's first word; start another one when it has died since."""
        with self.lock:
            if self.over:
                raise Broken("there is no more grading")
            if self.ready and self.process.popen.poll() is not None:
                self._stop()
                self._start()
            if not self.ready:
                if frames.receive(self.process.control) != "ready":
                    self._stop()
                    raise NoSandbox(self._last_words())
                self.ready = True

    def run(self, job, tell=None):
        """Run a notebook.

        Parameters
        ----------
        job : dict
            See `supervisor.Supervisor.run`; ``files``, as `files` has them, which come to those of
            the handout, and ``gone``, which go.
        tell : callable, optional
            Is called with each cell's result as soon as it is there.

        Returns
        -------
        dict
            ``end``, why the rest of the cells was not run, or None; ``files`` that have changed;
            ``gone``, those that are no longer there.

        Raises
        ------
        Broken
            When the server or the supervisor has died; what was told until then holds.
        """
        self._check()
        ours, theirs = socket.socketpair()
        with ours:
            ours.settimeout(self.bounds["total"] + PATIENCE)
            try:
                with theirs, self.lock:
                    socket.send_fds(self.process.control, [b"1"], [theirs.fileno()])
                frames.send(ours, job)
                while (message := frames.receive(ours)) is not None:
                    if "end" in message:
                        return message
                    if tell:
                        tell(message)
            except TimeoutError as error:
                raise Broken(str(error)) from None
            except OSError:
                pass  # it has died
        with suppress(subprocess.TimeoutExpired):
            self.process.popen.wait(1)  # when the server has died, too, the next call starts another one
        raise Broken(f"its supervisor has ended: {self._last_words()}")

    def _last_words(self):
        self.process.errors.seek(0)
        return (self.process.errors.read().strip().splitlines() or ["no reason given"])[-1]


def _fonts():
    """Return Matplotlib's lists of the fonts here: it takes seconds to make one."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(os.environ.get("MPLCONFIGDIR") or Path(cache, "matplotlib"))
    return {one.name: one.read_text(encoding="utf-8") for one in folder.glob("fontlist-*.json")}
