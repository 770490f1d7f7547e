"""Compile test cells where no student's code has run.

The code travels to the student's process as bytes: no transformer, hook or name that the student
changed there has a say in what is compiled.
"""

import ast
import base64
import marshal

from IPython.core.inputtransformer2 import TransformerManager

from parcours.grade.student.testrunner import SAME

__all__ = ["compile_test"]


def compile_test(source, name):
    """Compile a test cell; the value of its last line, if it ends on one, counts as in IPython.

    Parameters
    ----------
    source : str
        The cell, with IPython's magics if it likes.
    name : str
        File name for tracebacks.

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
    tree = ast.fix_missing_locations(Equality().visit(tree))
    last = ""
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";"):
        last = _dump(ast.Expression(tree.body.pop().value), name, "eval")
    return [_dump(tree, name, "exec"), last]


class Equality(ast.NodeTransformer):
    """Has ``a == b`` decided by a function of ours, which an object equal to everything fails."""

    def visit_Compare(self, node):
        """Replace a single comparison; ``a == b == c`` stays as it is."""
        self.generic_visit(node)
        if [type(one) for one in node.ops] != [ast.Eq]:
            return node
        call = ast.Call(ast.Name(SAME, ast.Load()), [node.left, *node.comparators], [])
        return ast.copy_location(call, node)


def _dump(tree, name, mode):
    code = compile(tree, name, mode, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    return base64.b64encode(marshal.dumps(code)).decode()
