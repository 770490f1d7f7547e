"""The process that a student's code lives in, as its parent sees it."""

import os
import signal
import socket
from contextlib import suppress

from parcours.grade.student.executor import execute
from parcours.grade.supervisor import limits, prctl

__all__ = ["Child"]


class Child:
    """Starts the process; it ends with its parent, and is held to the limits from the start.

    Parameters
    ----------
    shell : Shell
        What runs the cells.
    bounds : dict
        The limits, see `limits.bind`.

    Attributes
    ----------
    channel : socket.socket
        Carries messages both ways, see `executor.execute`.
    pipes : dict of str to int
        What it prints: ``stdout`` and ``stderr``, file descriptors that do not block.
    """

    def __init__(self, shell, bounds):
        self.channel, theirs = socket.socketpair()
        ends = {name: os.pipe() for name in ("stdout", "stderr")}
        self.pid = os.fork()
        if self.pid == 0:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(ends["stdout"][1], 1)
            os.dup2(ends["stderr"][1], 2)
            os.setsid()  # a session is a group for the scheduler: a crowd in it leaves us our share
            high = os.dup(theirs.fileno())
            os.closerange(3, high)
            os.closerange(high + 1, 1 << 16)
            with suppress(AttributeError, OSError):  # not Linux
                prctl.die_with_parent()
            limits.bind(bounds)
            execute(shell, socket.socket(fileno=high))
        theirs.close()
        self.pipes = {}
        for name, (ours, other) in ends.items():
            os.close(other)
            os.set_blocking(ours, False)
            self.pipes[name] = ours

    def interrupt(self):
        """Do what Ctrl-C does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGINT)

    def reap(self):
        """Bury the dead; say how it ended itself if it is among them."""
        status = None
        with suppress(ChildProcessError):
            while (found := os.waitpid(-1, os.WNOHANG))[0]:
                if found[0] == self.pid:
                    status = found[1]
        return None if status is None else _exit(status)


def _exit(status):
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return {one.value: one.name for one in signal.Signals}.get(number, f"signal {number}")
    return f"exit code {os.WEXITSTATUS(status)}"
