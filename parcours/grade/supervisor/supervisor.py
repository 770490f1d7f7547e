"""Stands between the grader and the process that runs a student's code, in the same sandbox.

It is process 1 of the hand-in's own process tree: when it ends, the kernel ends all the rest. It
never runs student code, holds the tests until their turn, keeps time, and says what each cell gave
as soon as it has ended.
"""

import os
import secrets
import selectors
import time
from contextlib import suppress

from parcours.grade.protocol import frames
from parcours.grade.supervisor import limits
from parcours.grade.supervisor.child import Child
from parcours.grade.supervisor.outputs import Outputs
from parcours.grade.supervisor.testcompiler import compile_test, future_flags, patched_names

__all__ = ["HungUp", "Supervisor"]

TICK = 0.1  # seconds between two looks at the clock
GRACE = 3.0  # seconds from the interrupt to the end


class HungUp(Exception):
    """The grader wants no more results."""


class Supervisor:
    """Runs the cells of one notebook in a process of their own.

    Parameters
    ----------
    grader : socket.socket
        Where the cells come from, and the results go to.
    shell : Shell
        What runs the cells.
    bounds : dict
        The limits, see `Sandbox`.
    kill : callable
        Kills all that the hand-in has started.
    """

    def __init__(self, grader, shell, bounds, kill):
        self.grader, self.bounds, self.kill = grader, bounds, kill
        self.fault = None  # why nothing more is run
        self.end = time.monotonic() + bounds["total"]
        self.watch = limits.Watch(bounds)
        self.selector = selectors.DefaultSelector()
        self.selector.register(grader, selectors.EVENT_READ, None)
        self.child = Child(shell, bounds)
        self.channel = self.child.channel
        self.channel.settimeout(GRACE)
        self.most = 16 * bounds["output"]
        self.inbox = frames.Inbox(self.most)
        self.selector.register(self.channel, selectors.EVENT_READ, self._hear)
        for name, pipe in self.child.pipes.items():
            self.selector.register(pipe, selectors.EVENT_READ, name)

    def run(self, cells, modules=(), asked=(), imports=None):
        """Run the cells in their order, and send what each of them gave.

        Parameters
        ----------
        cells : list of dict
            ``source``, ``test`` (whether it is one), ``locked`` (whether it is the instructor's),
            ``timeout`` in seconds or None, and ``index``, which comes back with the result.
        modules : sequence of str
            Names of the course's own modules, which lie in the folder ``../course``.
        asked : sequence of str
            Names that the exercise asks for. Other names of Python's own mean in a test what they
            mean in Python, also when the student has put something else in their place.
        imports : dict of str to str
            See `unpatch.pristine`.
        """
        self.asked, self.flags = sorted(asked), 0
        first = {"modules": list(modules), "imports": imports or {}, "most": self.most}
        frames.send(self.channel, first)
        for number, cell in enumerate(cells, start=1):
            if not self.fault and time.monotonic() > self.end:
                self._give_up("timeout", f"the notebook had run for {self.bounds['total']:g} s")
            result = {"status": "not run"} if self.fault else self._run_cell(number, cell)
            frames.send(self.grader, {"cell": cell["index"], "number": number, **result})
        self.kill()

    def _run_cell(self, number, cell):
        self.outputs = Outputs(self.bounds["output"], number, cell["test"])
        self.proof, self.done = secrets.token_hex(16), None
        start = time.monotonic()
        try:
            self._send(number, cell)
            status = self._wait(min(start + (cell["timeout"] or 1e9), self.end))
            self._drain()
        except HungUp:
            raise
        except SyntaxError as error:
            status, self.done = "ok", _failure("SyntaxError", f"in the test itself: {error}")
        except Exception as error:  # the process can send anything, and end at any moment
            said = str(error) or type(error).__name__
            status = "died" if self.done is None else "ok"
            self._give_up(status, f"its process sent what is not a result: {said}")
        seconds = round(time.monotonic() - start, 4)
        return {"status": status, "seconds": seconds, **self.outputs.finish(status, self.done)}

    def _send(self, number, cell):
        command = {"number": number, "name": f"<check {number}>", "source": cell["source"]}
        command["patches"] = patched_names(cell["source"]) if cell["locked"] else []
        if cell["test"]:
            command["test"] = compile_test(cell["source"], command["name"], self.asked, self.flags)
            command["asked"] = self.asked
        self.flags |= future_flags(cell["source"])
        with suppress(BrokenPipeError):  # its process has ended: `_wait` says how
            frames.send(self.channel, command)
            frames.send(self.channel, self.proof)

    def _wait(self, deadline):
        """Wait for the cell's end: "ok", or what ended it instead."""
        interrupted = False
        while True:
            self._pump(TICK)
            if self.done is not None:
                return "timeout" if interrupted else "ok"
            if ended := self.child.reap():
                self._drain()
                if self.done is not None:
                    return "ok"
                return self._give_up("died", f"its process ended ({ended})")
            if excess := self.watch.excess():
                return self._give_up("killed", excess)
            now = time.monotonic()
            if now >= deadline and not interrupted:
                interrupted, deadline = True, now + GRACE
                self.child.interrupt()
            elif now >= deadline:
                return self._give_up("timeout", "it did not stop when it was told to")

    def _give_up(self, status, why):
        self.fault = why
        self.kill()
        return status

    def _pump(self, timeout):
        """Read what has arrived; return whether anything had."""
        ready = self.selector.select(timeout)
        for key, _ in ready:
            if key.data is None:
                raise HungUp
            if callable(key.data):
                key.data()
            else:
                self._read(key.fd, key.data)
        return bool(ready)

    def _read(self, pipe, name):
        with suppress(BlockingIOError):
            if piece := os.read(pipe, 1 << 16):
                self.outputs.stream(name, piece)
            else:
                self.selector.unregister(pipe)

    def _hear(self):
        """Take a message; what was printed before it comes first."""
        piece = b""
        with suppress(ConnectionResetError):
            piece = self.channel.recv(1 << 20)
        if not piece or self.fault:
            self.selector.unregister(self.channel)
            return
        for message in self.inbox.feed(piece):
            self._drain_streams()
            if "done" not in message:
                self.outputs.show(message)
            elif message.get("proof") == self.proof:
                self.done = message["done"] or {}

    def _drain_streams(self):
        for key in list(self.selector.get_map().values()):
            if isinstance(key.data, str):
                self._read(key.fd, key.data)

    def _drain(self):
        """Read what is still in the pipes, but no more than they hold."""
        for _ in range(16):
            if not self._pump(0):
                return


def _failure(name, text):
    return {"error": name, "value": text, "traceback": [f"{name}: {text}"]}
