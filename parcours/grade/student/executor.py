"""Runs cells, one at a time, in the process that the student's code lives in.

Student cells run as in a kernel. A test cell arrives compiled, when its turn has come, and runs on
the names of the notebook with Python's and the course's own functions put back in their places.
"""

import asyncio
import contextvars
import os
import sys
import threading
from contextlib import suppress

from parcours.grade.protocol.frames import encode, receive
from parcours.grade.student.afterfork import prefer, settle
from parcours.grade.student.testrunner import describe, run_test
from parcours.grade.student.unpatch import pristine

__all__ = ["execute"]


def execute(shell, channel):
    """Serve `supervisor.Supervisor` until it closes the channel.

    Parameters
    ----------
    shell : Shell
        Made before the fork, so that it costs nothing here.
    channel : socket.socket
        Carries a message for each cell to run, and one for each thing that the cell shows.
    """
    settle(shell)
    first = _next(channel)
    shell.channel = say = _sender(channel, first["most"])
    os.register_at_fork(after_in_child=channel.close)
    loop, context = asyncio.new_event_loop(), contextvars.copy_context()
    asyncio.set_event_loop(loop)
    prefer(first["modules"])
    put_back = pristine(shell, first["imports"])
    while command := _next(channel):
        run = run_test if "test" in command else _student
        outcome = _finish(loop, context, run(shell, command))
        put_back(command)
        _flush()
        # What proves that the cell ran to its end has waited in the pipe, and nowhere in memory.
        say({"done": outcome, "proof": _next(channel)})
    os._exit(0)


def _next(channel):
    while True:
        try:
            return receive(channel)
        except KeyboardInterrupt:
            pass  # the cell that it was meant for has ended


def _finish(loop, context, coroutine):
    """Run a coroutine to its end, whatever interrupts it; context variables outlive it."""
    task = loop.create_task(coroutine, context=context)
    while True:
        try:
            return loop.run_until_complete(task)
        except KeyboardInterrupt:
            task.cancel()
        except BaseException as error:
            return {"error": type(error).__name__, "value": "", "traceback": []}


async def _student(shell, command):
    """Run a student's cell as ipykernel does; what it shows is sent as it comes."""
    source, failed = command["source"], None
    try:
        code = shell.transform_cell(source)
    except Exception:
        code, failed = source, sys.exc_info()
    try:
        result = await shell.run_cell_async(
            source, store_history=True, transformed_cell=code, preprocessing_exc_tuple=failed
        )
        shell.events.trigger("post_execute")
        shell.events.trigger("post_run_cell", result)
    except BaseException as error:  # what the student did to the shell itself
        return describe(shell, error)
    return None


def _sender(channel, most):
    """Return a function that sends a message, if it is not too long; it works in this process only."""
    lock, owner = threading.Lock(), os.getpid()

    def say(message):
        if os.getpid() != owner:
            return
        content = encode(message)
        if len(content) > most:
            content = encode(_shortened(message))
        with lock:
            channel.sendall(content)

    return say


def _shortened(message):
    """Return a message without what is too large in it: an error stays an error."""
    if message.get("done"):
        return message | {"done": _shortened(message["done"])}
    if "error" in message:
        return {"error": str(message["error"])[:100], "value": str(message.get("value"))[:1000]}
    return {
        "result" if "result" in message else "display": {"text/plain": "<too large to be kept>"}
    }


def _flush():
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        with suppress(Exception):  # closed, or replaced by the student's own
            stream.flush()
