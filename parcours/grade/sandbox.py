"""Starts the server, in bubblewrap if it may, and hands it one notebook after the other."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress

from parcours.grade import frames
from parcours.grade.walls import NoSandbox, walls

__all__ = ["Broken", "NoSandbox", "Sandbox"]

PATIENCE = 30  # seconds that a hand-in's supervisor may need beyond the time limits
KEPT = ("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "TZ", "PATH", "PYTHONPATH")
KEPT_FAMILIES = ("OMP_", "OPENBLAS_", "MKL_", "BLIS_", "NUMEXPR_", "JOBLIB_", "LOKY_", "DASK_")


class Broken(Exception):
    """The server, or the supervisor of a hand-in, has ended without a word."""


class Sandbox:
    """A server process that forks for each notebook; use it as a context manager, from any thread.

    Parameters
    ----------
    bounds : dict
        The limits: ``total`` seconds; ``memory``, ``disk`` and ``output`` in bytes; ``processes``.
    modules : sequence of str
        What the server imports before it forks.
    private : bool
        Whether to keep hand-ins from the machine and from each other.
    hidden : sequence of Path
        Folders that must not be seen, wherever they are.

    Raises
    ------
    NoSandbox
        When `private` is not possible here; the message says why, in one line.
    """

    def __init__(self, bounds, modules=(), private=True, hidden=()):
        self.bounds = dict(bounds, modules=list(modules), private=private)
        self.walls = walls(hidden) if private else []
        self.lock = threading.Lock()
        self.errors = tempfile.TemporaryFile("w+", errors="replace")  # noqa: SIM115
        self.process = None
        self._start()

    def __enter__(self):
        """Wait until the server is ready."""
        self._check()
        return self

    def __exit__(self, *_):
        """Kill the server, and with it all that it has started."""
        self._stop()
        self.errors.close()

    def _start(self):
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "parcours.grade.server", json.dumps(self.bounds)]
        environment = {
            name: value
            for name, value in os.environ.items()
            if name in KEPT or name.startswith(KEPT_FAMILIES) or not self.walls
        }
        self.process = subprocess.Popen(
            [*self.walls, *command],
            stdin=theirs,
            stdout=subprocess.DEVNULL,
            stderr=self.errors,
            cwd="/",
            env=environment | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"},
            start_new_session=True,  # Ctrl-C is for the grader
        )
        theirs.close()
        self.control, self.ready = ours, False

    def _stop(self):
        self.control.close()
        if not self.walls:  # its hand-ins clean up after themselves when they see us gone
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
        self.process.kill()
        self.process.wait()

    def _check(self):
        """Wait for the server's first word; start another one when it has died since."""
        with self.lock:
            if self.ready and self.process.poll() is not None:
                self._stop()
                self._start()
            if not self.ready:
                if frames.receive(self.control) != "ready":
                    self._stop()
                    raise NoSandbox(self._last_words())
                self.ready = True

    def run(self, job, tell=None):
        """Run a notebook.

        Parameters
        ----------
        job : dict
            See `supervisor.Supervisor.run`, and ``files`` as `files.read_folder` returns them.
        tell : callable, optional
            Is called with each cell's result as soon as it is there.

        Returns
        -------
        dict
            ``end``, why the rest of the cells was not run, or None; ``files`` that have changed.

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
                    socket.send_fds(self.control, [b"1"], [theirs.fileno()])
                frames.send(ours, job)
                while (message := frames.receive(ours)) is not None:
                    if "end" in message:
                        return message
                    if tell:
                        tell(message)
            except OSError as error:
                raise Broken(str(error)) from None
        raise Broken(f"its supervisor has ended: {self._last_words()}")

    def _last_words(self):
        self.errors.seek(0)
        return (self.errors.read().strip().splitlines() or ["no reason given"])[-1]
