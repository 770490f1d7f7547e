"""What a kernel does with a claim; it runs there, and imports nothing that a lesson may replace."""

import ast

__all__ = ["judge"]

LONGEST = 200  # characters of a value


def judge(code, given, names):
    """Check a claim against the names that a lesson has computed, and change none of them.

    Parameters
    ----------
    code : str
        The claim's cell.
    given : str
        Expression under which it is made, or empty. It may use the facts of `helpers.cpu_facts`
        (``usable >= 2``) and the lesson's own names.
    names : dict
        The lesson's namespace.

    Returns
    -------
    dict
        ``outcome``: "held", "failed" or "not claimed"; ``seen``: what was there instead, a str.
    """
    scope = dict(names)
    try:
        if given and not eval(given, _facts() | scope):
            return {"outcome": "not claimed", "seen": f"only where {given}"}
        for statement in ast.parse(code).body:
            if isinstance(statement, ast.Assert) and not eval(_compiled(statement.test), scope):
                return {"outcome": "failed", "seen": _seen(statement.test, scope)}
            if not isinstance(statement, ast.Assert):
                exec(compile(ast.Module([statement], []), "claim", "exec"), scope)
    except AssertionError as error:  # from within a loop
        return {"outcome": "failed", "seen": str(error) or "an assert in a loop failed"}
    except Exception as error:
        return {"outcome": "failed", "seen": f"{type(error).__name__}: {error}"}
    return {"outcome": "held", "seen": ""}


def _facts():
    from dataclasses import asdict

    from helpers import cpu_facts

    return asdict(cpu_facts())


def _compiled(expression):
    return compile(ast.Expression(expression), "claim", "eval")


def _seen(test, scope):
    """Say what stood on each side of what is compared, as far as it is not written there."""
    parts = [node for node in ast.walk(test) if isinstance(node, ast.Compare)]
    sides = [side for part in parts for side in (part.left, *part.comparators)] or [test]
    values = {}
    for side in sides:
        if not isinstance(side, ast.Constant):
            try:
                values[ast.unparse(side)] = repr(eval(_compiled(side), scope))[:LONGEST]
            except NameError:  # a variable of a comprehension
                continue
    return "; ".join([ast.unparse(test), *(f"{name} = {value}" for name, value in values.items())])
