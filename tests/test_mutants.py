"""The changes that `make mutants` tries, on a function that has one of each kind."""

import ast

from mutants.changes import changes

SOURCE = '''
def f(items, n=2):
    """Leave this alone."""
    try:
        part = sorted(items, key=abs)[: len(items) // n + 1]
    except ValueError as error:
        part = str(error)
    return part if n > 0 and not items else None
'''


def test_each_kind_of_change_is_made_and_each_is_python():
    made = dict(changes(SOURCE))
    assert {
        "sorted(items, key=abs) -> sorted(items)",  # an argument is left out
        "len(items) // n -> len(items) * n",
        "n -> 2",  # a parameter is ignored
        "1 -> 0",
        "n > 0 -> n >= 0",
        "n > 0 and (not items) -> n > 0 or not items",
        "not items -> items",
    } <= made.keys()
    assert any("except BaseException" in name for name in made)  # a `try` is widened
    assert any(name.endswith("-> pass") for name in made)  # a line is left out
    for source in made.values():
        assert ast.unparse(ast.parse(source)) != ast.unparse(ast.parse(SOURCE))
        assert "Leave this alone." in source


def test_only_the_lines_asked_for_are_changed():
    assert {name for name, _ in changes(SOURCE, 7, 7)} == {"part = str(error) -> pass"}
