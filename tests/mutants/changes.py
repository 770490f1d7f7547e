"""Change a piece of Python, a small step at a time."""

import ast
import copy

__all__ = ["changes"]

COMPARISONS = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATIONS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
WRAPPERS = {
    "bool",
    "dict",
    "enumerate",
    "float",
    "int",
    "list",
    "reversed",
    "set",
    "sorted",
    "tuple",
}
SIMPLE = ast.Expr | ast.Assign | ast.AugAssign | ast.Return | ast.Raise | ast.Delete | ast.Nonlocal


def changes(source, first=1, last=10**9):
    """Change a source in every small way.

    Parameters
    ----------
    source : str
        Python.
    first, last : int
        Lines between which it may be changed, counted from 1.

    Yields
    ------
    tuple of str
        What was changed, ``"n + 1 -> n - 1"`` say, and the whole source after it.
    """
    tree = _numbered(ast.parse(source))
    places = [node for node in ast.walk(tree) if first <= getattr(node, "lineno", 0) <= last]
    defaults = _defaults(tree)
    for node in places:
        for replacement in _replacements(node, defaults):
            changed = _Swap(node, replacement).visit(copy.deepcopy(tree))
            text = ast.unparse(ast.fix_missing_locations(changed))
            yield f"{_short(node)} -> {_short(replacement)}", text


def _replacements(node, defaults):
    """List what may stand in the place of a node."""
    match node:
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int()):
            yield ast.Constant(node.value + 1)
            if node.value > 0:
                yield ast.Constant(node.value - 1)
        case ast.Compare(ops=[op]) if type(op) in COMPARISONS:
            yield ast.Compare(node.left, [COMPARISONS[type(op)]()], node.comparators)
        case ast.BinOp() if type(node.op) in OPERATIONS:
            yield ast.BinOp(node.left, OPERATIONS[type(node.op)](), node.right)
        case ast.BoolOp():
            yield ast.BoolOp(OPERATIONS[type(node.op)](), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Name(id=name, ctx=ast.Load()) if name in defaults:
            yield defaults[name]  # a parameter that is ignored
        case ast.Call():
            yield from _calls(node)
        case ast.ExceptHandler(type=ast.expr()):
            if ast.unparse(node.type) != "BaseException":
                yield ast.ExceptHandler(ast.Name("BaseException", ast.Load()), node.name, node.body)
            yield ast.ExceptHandler(node.type, node.name, [ast.Pass()])
        case ast.If() | ast.While():
            yield type(node)(ast.Constant(False), node.body, node.orelse)
        case ast.Expr(value=ast.Constant(value=str())):
            pass  # a docstring
        case _ if isinstance(node, SIMPLE):
            yield ast.Pass()


def _calls(node):
    """Leave out an argument; leave out the call around one."""
    for i in range(len(node.keywords)):
        yield ast.Call(node.func, node.args, node.keywords[:i] + node.keywords[i + 1 :])
    if len(node.args) > 1:
        yield ast.Call(node.func, node.args[:-1], node.keywords)
    if isinstance(node.func, ast.Name) and node.func.id in WRAPPERS and len(node.args) == 1:
        yield node.args[0]


def _defaults(tree):
    """Return the default of each parameter that has one."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            with_default = node.args.args[len(node.args.args) - len(node.args.defaults) :]
            pairs = [*zip(with_default, node.args.defaults, strict=True)]
            pairs += zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
            found |= {name.arg: value for name, value in pairs if value is not None}
    return found


def _numbered(tree):
    """Give each node a number, by which its copy is found."""
    for number, node in enumerate(ast.walk(tree)):
        node.number = number
    return tree


class _Swap(ast.NodeTransformer):
    """Put a replacement where a node stood."""

    def __init__(self, node, replacement):
        self.number, self.replacement = node.number, replacement

    def visit(self, node):
        if getattr(node, "number", None) == self.number:
            return copy.deepcopy(self.replacement)
        return self.generic_visit(node)


def _short(node):
    line = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())
    return line if len(line) <= 60 else line[:57] + "..."
