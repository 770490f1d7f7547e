"""Runs a test cell on the names of the notebook, and says how an error came about."""

import __future__

import base64
import builtins
import inspect
import linecache
import marshal
import os
import sys
import traceback
import types
from contextlib import suppress

from parcours.grade.student import equality

__all__ = ["ASKED", "EQUALITY", "PYTHON", "describe", "load", "run_test"]

# What stands in a compiled test for things that cannot be sent with it.
PYTHON, EQUALITY, ASKED = (f"\0parcours {name}" for name in ("python", "equality", "asked"))
OURS = os.path.dirname(__file__)


async def run_test(shell, command):
    """Run a test cell; return its error, or its value as ``{"result": ...}``, or None."""
    name, source, number = command["name"], command["source"], command["number"]
    lines = source.splitlines(keepends=True)
    linecache.cache[name] = (len(source), None, lines, name)
    shell.compile._filename_map[name] = number
    things = {PYTHON: builtins, EQUALITY: equality, ASKED: frozenset(command["asked"])}
    statements, last = (load(text, things) for text in command["test"])
    names, future = shell.user_ns, __future__.all_feature_names
    with suppress(Exception):
        for feature in (getattr(__future__, one) for one in future):
            shell.compile.flags |= statements.co_flags & feature.compiler_flag
    hook, sys.displayhook = sys.displayhook, shell.displayhook
    with suppress(Exception):  # the student's own
        shell.begin(number, source)
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
            shown = {"text/plain": repr(value)}, {}
        else:
            shown = shell.display_formatter.format(value)
        with suppress(Exception):
            shell.displayhook.update_user_ns(value)
        return {"result": shown[0], "metadata": shown[1]}
    except BaseException as error:
        return describe(shell, error)
    finally:
        sys.displayhook = hook
        with suppress(Exception):
            shell.execution_count = number + 1


def load(text, things):
    """Return the code object that `testcompiler.compile_test` made, or None.

    Parameters
    ----------
    text : str
    things : dict
        What stands for what in its constants, and in those of the functions that it defines.
    """
    return _fill_in(marshal.loads(base64.b64decode(text)), things) if text else None


def _fill_in(code, things):
    def thing(constant):
        if isinstance(constant, types.CodeType):
            return _fill_in(constant, things)
        return things.get(constant, constant) if isinstance(constant, str) else constant

    return code.replace(co_consts=tuple(map(thing, code.co_consts)))


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
