"""Compile test cells where no student's code has run.

The code travels to the student's process as bytes: no transformer, hook or name that the student
changed there has a say in what is compiled.
"""

import __future__

import ast
import base64
import builtins
import marshal
import re
import warnings

from IPython.core.inputtransformer2 import TransformerManager

from parcours.grade.protocol.names import bound_names
from parcours.grade.student.testrunner import ASKED, EQUALITY, PYTHON

__all__ = ["compile_test", "future_flags", "patched_names"]

PUBLIC = frozenset(name for name in dir(builtins) if not name.startswith("_"))
# `super()` needs its own name; IPython has an `exit` and a `quit` of its own.
UNTOUCHED = frozenset(["super", "exit", "quit", "copyright", "credits", "license", "help"])
# They read a function's code, and have to find in it what was written.
CODE_READERS = frozenset(
    ["cfunc", "cython", "dis", "guvectorize", "jit", "njit", "numba", "stencil", "vectorize"]
)

FUTURE = re.compile(r"^from __future__ import (.*)", re.MULTILINE)


def compile_test(source, name, asked=(), flags=0):
    """Compile a test cell; the value of its last line, if it ends on one, counts as in IPython.

    Parameters
    ----------
    source : str
        The cell, with IPython's magics if it likes.
    name : str
        File name for tracebacks.
    asked : collection of str
        Names of Python's own that mean what the notebook has put in their place.
    flags : int
        Of the compiler, see `future_flags`.

    Returns
    -------
    list of str
        Two code objects for `testrunner.load`: the statements, and the last expression or ``""``.

    Raises
    ------
    SyntaxError, ValueError
        When the instructor's test is not Python.
    """
    try:
        tree = ast.parse(source, name)
    except SyntaxError:
        source = TransformerManager().transform_cell(source)
        tree = ast.parse(source, name)
    protected = PUBLIC - UNTOUCHED - set(asked) - bound_names(tree)
    functions_too = CODE_READERS.isdisjoint(_names(tree))
    tree = ast.fix_missing_locations(Protection(protected, functions_too).visit(tree))
    flags |= future_flags(source)
    last = ""
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";"):
        last = _dump(ast.Expression(tree.body.pop().value), name, "eval", flags)
    return [_dump(tree, name, "exec", flags), last]


def future_flags(source):
    """Return the compiler's flags for what a cell imports from the future: they hold from there on."""
    flags = 0
    for names in FUTURE.findall(source):
        for name in re.findall(r"\w+", names):
            if name in __future__.all_feature_names:
                flags |= getattr(__future__, name).compiler_flag
    return flags


def patched_names(source):
    """Return the attributes that a cell of the instructor's replaces: these stay replaced.

    Names, and not whatever has changed when the cell ends: it may call the student's functions.
    """
    try:
        tree = ast.parse(re.sub(r"^( *)[%!].*$", r"\1pass", source, flags=re.MULTILINE))
    except (SyntaxError, ValueError):
        return []
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            names.add(node.attr)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "setattr":
            names |= {one.value for one in node.args if isinstance(one, ast.Constant)}
    return sorted(name for name in names if isinstance(name, str))


class Protection(ast.NodeTransformer):
    """Has Python's own names looked up in Python, and ``a == b`` decided by a function of ours.

    Both stand in the code as constants, not as names: a function that a test defines carries them
    along, wherever and whenever it is called.

    Parameters
    ----------
    protected : set of str
    functions_too : bool
        Whether functions that the test defines are changed as well.
    """

    def __init__(self, protected, functions_too=True):
        self.protected, self.functions_too = protected, functions_too

    def visit_FunctionDef(self, node):
        """Leave functions as they are, where the test has something that reads their code."""
        return self.generic_visit(node) if self.functions_too else node

    visit_AsyncFunctionDef = visit_Lambda = visit_FunctionDef

    def visit_Name(self, node):
        """Replace the name of one of Python's own."""
        if node.id not in self.protected:
            return node
        return ast.copy_location(ast.Attribute(ast.Constant(PYTHON), node.id, ast.Load()), node)

    def visit_MatchClass(self, node):
        """Leave the class of a pattern alone, which has to be a name."""
        node.patterns = [self.visit(one) for one in node.patterns]
        node.kwd_patterns = [self.visit(one) for one in node.kwd_patterns]
        return node

    def visit_Compare(self, node):
        """Replace a single comparison; ``a == b == c`` stays as it is."""
        self.generic_visit(node)
        if [type(one) for one in node.ops] != [ast.Eq]:
            return node
        function = ast.Attribute(ast.Constant(EQUALITY), "same", ast.Load())
        operands = [node.left, *node.comparators, ast.Constant(ASKED)]
        return ast.copy_location(ast.Call(function, operands, []), node)


def _names(tree):
    """Return the names, attributes and imported modules that a cell mentions."""
    names = set()
    for node in ast.walk(tree):
        for field in ("id", "attr", "name", "module"):
            text = getattr(node, field, None)
            if isinstance(text, str):
                names.update(text.split("."))
    return names


def _dump(tree, name, mode, flags):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a constant that is called, say
        code = compile(tree, name, mode, flags | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    return base64.b64encode(marshal.dumps(code)).decode()
