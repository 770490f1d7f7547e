"""The server's process: started early, before it is known what will be graded, or when it is.

A server takes as long to start as the grader's own imports do, so the command starts one first. The
first message tells it what to do.
"""

import os
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress

from parcours.grade.sandbox.bubblewrap import NoSandbox, walls

__all__ = ["Process", "environment", "start_early", "surroundings"]

SEARCHED = ("PATH", "PYTHONPATH")
SPOKEN = ("LANG", "LANGUAGE", "SHELL", "SSL_CERT_DIR", "SSL_CERT_FILE", "TZ")
TUNING = ("LC_", "OMP_", "OPENBLAS_", "MKL_", "BLIS_", "NUMEXPR_", "JOBLIB_", "LOKY_", "DASK_")


def surroundings():
    """Return the environment variables that a hand-in sees, but for those that name folders."""
    return {name: value for name, value in os.environ.items() if _surrounds(name)}


def _surrounds(name):
    return name in SPOKEN or name.startswith(TUNING)


def environment(private, around):
    """Return the environment variables of a server."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in SEARCHED or not (private or _surrounds(name))
    }
    return kept | around | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}


class Process:
    """A server's process.

    Parameters
    ----------
    words : list of str
        Bubblewrap's command line, or nothing.
    environment : dict of str to str

    Attributes
    ----------
    control : socket.socket
        Our end of what the server reads.
    errors : file
        What it wrote to stderr.
    """

    early = None  # one that is still to be used

    def __init__(self, words, environment):
        self.words, self.environment = words, environment
        self.control, theirs = socket.socketpair()
        self.errors = tempfile.TemporaryFile("w+", errors="replace")  # noqa: SIM115
        self.popen = subprocess.Popen(
            [*words, sys.executable, "-m", "parcours.grade.sandbox.server"],
            stdin=theirs,
            stdout=subprocess.DEVNULL,
            stderr=self.errors,
            cwd="/",
            env=environment,
            start_new_session=True,  # Ctrl-C is for the grader
        )
        theirs.close()

    @classmethod
    def start(cls, words, environment):
        """Start a server, or take the one that was started early, if it is the same."""
        found, cls.early = cls.early, None
        if found and found.words == words and found._is_like(environment):
            return found
        if found:
            found.kill()
        return cls(words, environment)

    def _is_like(self, environment):
        """Whether it has this environment; the path to search, which configurations change, is sent."""
        changed = self.environment.items() ^ environment.items()
        return all(name == "PATH" for name, _ in changed)

    def kill(self):
        """End it, and all that it has started."""
        self.control.close()
        self.popen.kill()
        self.popen.wait()


def start_early():
    """Start a server for the course of this folder; when we end, it ends."""
    with suppress(NoSandbox, OSError):  # the sandbox will say so
        Process.early = Process(walls([os.getcwd()]), environment(True, surroundings()))
