"""Runs cells, one at a time, in the process that the student's code lives in.

Student cells run as in a kernel. A test cell arrives compiled, when its turn has come, and runs on
the names of the notebook with Python's and the course's own functions put back in their places.
"""

import asyncio
import builtins
import inspect
import io
import linecache
import os
import random
import signal
import sys
import threading
import traceback
import types
import warnings
from contextlib import suppress

from parcours.grade.frames import encode, receive
from parcours.grade.testcells import SAME, load

__all__ = ["TRUSTED", "execute"]

TRUSTED = "helpers"  # the package that the course's checks import


def execute(shell, channel):
    """Serve `supervisor.Supervisor` until it closes the channel.

    Parameters
    ----------
    shell : Shell
        Made before the fork, so that it costs nothing here.
    channel : socket.socket
        Carries a message for each cell to run, and one for each thing that the cell shows.
    """
    _settle(shell)
    first = _next(channel)
    shell.channel = say = _sender(channel, first["most"])
    os.register_at_fork(after_in_child=channel.close)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    _prefer(first["modules"])
    put_back = _pristine(shell, first["imports"])
    while command := _next(channel):
        run = _test if "test" in command else _student
        outcome = _finish(loop, run(shell, command))
        put_back()
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


def _finish(loop, coroutine):
    """Run a coroutine to its end, whatever interrupts it."""
    task = loop.create_task(coroutine)
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
        return _describe(shell, error)
    return None


async def _test(shell, command):
    """Run a test cell; return its error, or its value as ``{"result": ...}``, or None."""
    name, source = command["name"], command["source"]
    lines = source.splitlines(keepends=True)
    linecache.cache[name] = (len(source), None, lines, name)
    shell.compile._filename_map[name] = command["number"]
    statements, last = (load(text) for text in command["test"])
    names = shell.user_ns
    shadows = {one: names.pop(one) for one in command["builtins"] if one in names}
    names[SAME] = _same
    value = None
    try:
        value = eval(statements, names)
        if statements.co_flags & inspect.CO_COROUTINE:
            await value
            value = None
        if last:
            value = eval(last, names)
            if last.co_flags & inspect.CO_COROUTINE:
                value = await value
        shell.events.trigger("post_execute")  # shows the figures
        if value is None:
            return None
        if type(value) in (bool, int, float):
            return {"result": {"text/plain": repr(value)}, "metadata": {}}
        data, metadata = shell.display_formatter.format(value)
        return {"result": data, "metadata": metadata}
    except BaseException as error:
        return _describe(shell, error)
    finally:
        names.pop(SAME, None)
        for one, shadow in shadows.items():
            names.setdefault(one, shadow)


def _same(left, right):
    """Compare as ``==`` does; but an object of the notebook's that equals anything equals nothing."""
    for one in (left, right):
        method = type(one).__eq__
        if isinstance(method, types.FunctionType) and method.__module__ == "__main__":
            with suppress(Exception):
                if one == object():
                    return False
    return left == right


def _describe(shell, error):
    """Return an error as nbformat does."""
    kind, trace = type(error), error.__traceback__
    while trace and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    try:
        said = str(error)
    except Exception:
        said = "<the error cannot be shown>"
    try:
        lines = shell.InteractiveTB.structured_traceback(kind, error, trace)
    except Exception:
        lines = traceback.format_exception_only(kind, error)
    return {"error": kind.__name__, "value": said, "traceback": [str(line) for line in lines]}


def _sender(channel, most):
    """Return a function that sends a message, if it is not too long; it works in this process only."""
    lock, owner = threading.Lock(), os.getpid()

    def say(message):
        if os.getpid() != owner:
            return
        content = encode(message)
        if len(content) > most:
            content = encode(message | {"display": {"text/plain": "<too large to be kept>"}})
        with lock:
            channel.sendall(content)

    return say


def _flush():
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):  # closed, or replaced by the student's own
            stream.flush()
    for stream in (sys.__stdout__, sys.__stderr__):
        stream.flush()


def _settle(shell):
    """Make the forked process look like one that has just started."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, name in ((1, "stdout"), (2, "stderr")):
        stream = io.TextIOWrapper(
            io.FileIO(number, "w", closefd=False),
            encoding="utf-8",
            errors="backslashreplace",
            line_buffering=True,
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    builtins.input = _no_input
    sys.argv = [""]
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    warnings.filters[:] = [one for one in warnings.filters if one[0] != "error"]
    for name in [name for name in sys.modules if name.startswith("parcours")]:
        del sys.modules[name]


def _prefer(modules):
    """Import the course's own modules from its folder, also when the server has others so named."""
    if modules:
        sys.path.insert(0, os.path.abspath("../course"))
    for name in [name for name in sys.modules if name.partition(".")[0] in modules]:
        del sys.modules[name]


def _no_input(prompt="", /):
    raise RuntimeError("input() waits for somebody to type, and nobody does while this is graded.")


def _pristine(shell, imports):
    """Return a function that puts back what a student may have replaced.

    Parameters
    ----------
    shell : Shell
    imports : dict of str to str
        What the notebook's names stand for, where the instructor's cells import them from `TRUSTED`.
    """
    modules = {
        name: module
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] == TRUSTED
    }
    builtin, builtin_values = vars(builtins), dict(vars(builtins))
    kept = []
    for module in modules.values():
        own = {name: value for name, value in vars(module).items() if callable(value)}
        kept.append((module, own))
        kept += [(one, dict(vars(one))) for one in own.values() if isinstance(one, type)]
    trusted = {name: _find(modules, path) for name, path in imports.items()}
    hooks = sys.displayhook, sys.excepthook
    untrace = sys.settrace, sys.setprofile, threading.settrace, threading.setprofile

    def put_back():
        builtin.update(builtin_values)  # first, and without the help of any of them
        for forget in untrace:
            forget(None)
        for owner, values in kept:
            now = vars(owner)
            for name, value in values.items():
                if now.get(name) is not value:
                    setattr(owner, name, value)
        for name in [name for name in sys.modules if name.partition(".")[0] == TRUSTED]:
            if name not in modules:
                del sys.modules[name]
        sys.modules.update(modules)
        sys.displayhook, sys.excepthook = hooks
        shell.user_ns["__builtins__"] = builtins
        for name, value in trusted.items():
            if name in shell.user_ns:
                shell.user_ns[name] = value

    return put_back


def _find(modules, path):
    """Find a module, or what a module holds."""
    parent, _, name = path.rpartition(".")
    return modules.get(path) or getattr(modules[parent], name)
