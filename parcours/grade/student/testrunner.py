"""Runs a test cell on the names of the notebook, and says how an error came about."""

import base64
import inspect
import linecache
import marshal
import os
import traceback
import types
from contextlib import suppress

__all__ = ["SAME", "describe", "load", "run_test"]

SAME = "__same_in_a_test__"
OURS = os.path.dirname(__file__)


async def run_test(shell, command):
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
        return describe(shell, error)
    finally:
        names.pop(SAME, None)
        for one, shadow in shadows.items():
            names.setdefault(one, shadow)


def load(text):
    """Return the code object that `testcompiler.compile_test` made, or None."""
    return marshal.loads(base64.b64decode(text)) if text else None


def _same(left, right):
    """Compare as ``==`` does; but an object of the notebook's that equals anything equals nothing."""
    for one in (left, right):
        method = type(one).__eq__
        if isinstance(method, types.FunctionType) and method.__module__ == "__main__":
            with suppress(Exception):
                if one == object():
                    return False
    return left == right


def describe(shell, error):
    """Return an error as nbformat does."""
    kind, trace = type(error), error.__traceback__
    while trace and trace.tb_frame.f_code.co_filename.startswith(OURS):
        trace = trace.tb_next
    try:
        said = str(error)
    except Exception:
        said = "<the error cannot be shown>"
    try:
        lines = shell.InteractiveTB.structured_traceback(kind, error, _shorten(trace))
    except Exception:
        lines = traceback.format_exception_only(kind, error)
    return {"error": kind.__name__, "value": said, "traceback": [str(line) for line in lines]}


def _shorten(trace, most=40):
    """Leave out the middle of a long traceback: showing a thousand frames takes seconds."""
    entries = []
    while trace:
        entries.append(trace)
        trace = trace.tb_next
    if len(entries) > most:
        entries[most // 2].tb_next = entries[-most // 2]
    return entries[0] if entries else None
