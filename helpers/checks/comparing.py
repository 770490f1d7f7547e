"""An answer beside plain code that does the same."""

import copy
import reprlib

import numpy as np

from helpers import tasks
from helpers.checks.messages import wrap
from helpers.checks.waiting import in_time

__all__ = ["MAPS", "same"]

#: What a map may be called with: a function, items, and a number of workers. It gives nothing away:
#: items that are equal, false or of several kinds, none at all, thousands, and tasks that fail.
MAPS = [
    (tasks.square, [], 2),
    (tasks.square, [7], 1),
    (copy.copy, [None, 0, False, "", -2, 2.5, "b", "a", None, (), -2], 2),
    (tasks.square, lambda: (x % 7 for x in range(1_001)), 2),
    (tasks.reciprocal, [0, 1, 2], 2),
    (int, ["1", "2", "three"], 2),
]

_SHORT = reprlib.Repr()
_SHORT.maxlist = _SHORT.maxtuple = 8
_SHORT.maxstring = _SHORT.maxother = 60


def same(part, function, plain, *cases, hint=None):
    """Call a function and plain code with the same arguments; compare what they return or raise.

    Parameters
    ----------
    part : str
        How the message begins, ``"(b)"`` say.
    function, plain : callable
        The answer, and code that is right.
    *cases : tuple
        The arguments of each call, the simplest first: the first that differs is told. A lambda
        is called and makes the argument, for what can be read only once: a generator.
    hint : str, optional
        What the message says of the cause.

    Raises
    ------
    AssertionError
        If a result differs in value or in type, or an exception in type or words.

    Examples
    --------
    >>> same("(a)", sorted, lambda items: sorted(items), ([3, 1],), ([],))
    >>> same("(a)", sum, len, ([1, 1],), ([5],))
    Traceback (most recent call last):
    AssertionError: (a) sum([5]) gave 5, and not 1.
    """
    __tracebackhide__ = True
    for case in cases:
        got, expected = _outcome(in_time, function, *_made(case)), _outcome(plain, *_made(case))
        if isinstance(got, AssertionError) and not isinstance(expected, AssertionError):
            raise got  # no answer in time, say
        call = f"{getattr(function, '__name__', 'your code')}({', '.join(map(_name, case))})"
        why = f" {hint}" if hint else ""
        if not _equal(got, expected):
            words = f"{part} {call} {_said(got)}, and not {_SHORT.repr(expected)}.{why}"
            raise AssertionError(wrap(words))


def _equal(a, b):
    """Whether two outcomes are the same, to the types of their parts."""
    if type(a) is not type(b):
        return False
    if isinstance(a, Exception):
        return _equal(a.args, b.args)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(_equal, a, b))
    if isinstance(a, dict):
        return _equal(list(a.items()), list(b.items()))
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
    return bool(a == b) or (a != a and b != b)  # not a number is not itself


def _made(case):
    return [item() if getattr(item, "__name__", "") == "<lambda>" else item for item in case]


def _outcome(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return error


def _said(outcome):
    what = _SHORT.repr(outcome)
    return f"raised {what}" if isinstance(outcome, Exception) else f"gave {what}"


def _name(argument):
    if getattr(argument, "__name__", "") == "<lambda>":
        return "a generator"
    return getattr(argument, "__qualname__", None) or _SHORT.repr(argument)
