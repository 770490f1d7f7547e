"""``==`` in a test, which an object that is equal to everything fails."""

import types
from contextlib import suppress

__all__ = ["same"]

PLAIN = frozenset([bool, bytes, float, int, str, tuple, list, dict, set, type(None)])


def same(left, right, asked=()):
    """Compare as ``==`` does; but an object of the student's that equals anything equals nothing.

    Parameters
    ----------
    left, right : object
    asked : collection of str
        Names that the exercise mentions. A class of such a name (that it is a class, a capital
        says) may be equal to what it likes.
    """
    answer = left == right
    for one in (left, right):
        kind = type(one)
        if kind not in PLAIN and answer is not False and _is_suspect(kind, asked):
            with suppress(Exception):
                other = one == object()
                if isinstance(other, bool | int | float | str) and other:
                    return False
    return answer


def _is_suspect(kind, asked):
    method = kind.__eq__
    return (
        isinstance(method, types.FunctionType)
        and method.__module__ == "__main__"
        and not any(one.__name__ in asked and one.__name__[:1].isupper() for one in kind.__mro__)
    )
