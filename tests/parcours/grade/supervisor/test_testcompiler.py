"""What a compiled test means: what it would mean in IPython, whatever a student has replaced."""

import builtins
import pickle

import cloudpickle
import pytest

from parcours.grade.student import equality
from parcours.grade.student.testrunner import ASKED, EQUALITY, PYTHON, load
from parcours.grade.supervisor.outputs import Outputs
from parcours.grade.supervisor.testcompiler import compile_test, future_flags, patched_names


def run(source, names=None, asked=()):
    """Compile a test, and run it on some names; return its value."""
    things = {PYTHON: builtins, EQUALITY: equality, ASKED: frozenset(asked)}
    names = {"__name__": "__main__"} if names is None else names
    statements, last = (load(text, things) for text in compile_test(source, "<t>", asked))
    exec(statements, names)
    return eval(last, names) if last else None


def test_pythons_own_names_are_pythons_in_a_test():
    assert run("sum([1, 2])", {"sum": None}) == 3


def test_names_that_are_asked_for_are_the_notebooks():
    assert run("sum == 6", {"sum": 6}, asked=["sum"]) is True


def test_students_functions_keep_their_own_names():
    names = {"max": lambda values: "mine"}
    exec("def f(x):\n    return max(x)", names)
    assert run("f([1]) == 'mine' and max([1, 2]) == 2", names)


@pytest.mark.parametrize(
    "source",
    [
        "for type in [3]:\n    pass\ntype",
        "def f(id):\n    return id\nf(3)",
        "[max for max in [3]][0]",
        "from math import pow\nint(pow(3, 1))",
        "match 3:\n    case int():\n        found = 3\nfound",
        "class A:\n    def __init__(self):\n        super().__init__()\nA() and 3",
    ],
)
def test_what_a_test_binds_is_the_tests(source):
    assert run(source) == 3


def test_what_a_test_defines_lives_on():
    names = {"__name__": "__main__"}
    run("def is_two(x):\n    return x == len('ab')", names)
    again = pickle.loads(cloudpickle.dumps(names["is_two"]))
    assert names["is_two"](2)
    assert again(2)
    assert not again(3)


class Yes(int):  # noqa: D101
    def __eq__(self, other):  # noqa: D105
        return True

    __hash__ = int.__hash__


def test_equal_to_everything_is_equal_to_nothing_unless_it_is_asked_for(monkeypatch):
    monkeypatch.setattr(Yes.__eq__, "__module__", "__main__")
    assert run("yes == 4", {"yes": Yes()}) is False
    assert run("yes == 4", {"yes": Yes()}, asked=["Yes"]) is True


def test_what_the_future_has_holds_for_later_tests():
    flags = future_flags("from __future__ import annotations\nx = 1")
    assert flags
    compile_test("def f(x: Unknown): ...", "<t>", (), flags)


def test_what_an_instructor_patches():
    assert patched_names("import builtins\nbuiltins.input = print\nx = 3\n%cd ..") == ["input"]


def test_an_error_that_a_test_shows_counts_whatever_becomes_of_it():
    outputs = Outputs(1000, 1, True)
    outputs.show({"error": "AssertionError", "value": "", "traceback": []})
    outputs.show({"clear": False})
    assert outputs.finish("ok", {})["status"] == "error"


@pytest.mark.parametrize(
    ("shown", "ended", "value"), [("0.5", None, "0.5"), ("2", "1", "1"), ("x", "1", "1")]
)
def test_a_value_that_a_test_shows_never_gives_more(shown, ended, value):
    outputs = Outputs(1000, 1, True)
    outputs.show({"result": {"text/plain": shown}})
    done = {"result": {"text/plain": ended}} if ended else {}
    assert outputs.finish("ok", done)["value"] == value


@pytest.mark.parametrize(
    "source",
    [
        "# adjust it\nsum([1, 2])",
        "import dis\nsum([1, 2])",
        "jit = 1\n'numba' and sum([1, 2])",
    ],
)
def test_a_test_that_reads_code_is_protected_as_well(source):
    assert run(source, {"sum": None}) == 3


@pytest.mark.parametrize(
    "start", ["import dis", "from numba.core import config", "njit = cuda.jit"]
)
def test_functions_that_are_compiled_anew_stay_as_they_were_written(start):
    defined = "def f(a):\n    return a == len('ab')\n"
    code = load(compile_test(f"if 0:\n    {start}\n{defined}", "<t>")[0], {})
    (function,) = [one for one in code.co_consts if hasattr(one, "co_code")]
    assert function.co_names == ("len",)
