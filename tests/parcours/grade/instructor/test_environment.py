"""The kernel that is asked for, the names that are asked for, and notebooks that are slightly invalid."""

import json
from types import SimpleNamespace

import pytest

from parcours.grade.instructor import kernel
from parcours.grade.instructor.assignment import asked_names
from parcours.grade.instructor.reading import read_notebook
from parcours.grade.instructor.record import Record

IPYTHON = ["-m", "ipykernel_launcher", "-f", "{connection_file}"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["python", *IPYTHON], None),
        (["/nowhere/bin/python", *IPYTHON], "another environment"),
        (["xpython", "-f", "{connection_file}"], "not IPython's own"),
    ],
)
def test_kernels(monkeypatch, argv, said):
    spec = SimpleNamespace(language="python", argv=argv, env={"A": "${HERE}/b"})
    monkeypatch.setattr(kernel.KernelSpecManager, "get_kernel_spec", lambda *_: spec)
    monkeypatch.setenv("HERE", "/x")
    found = kernel.find_kernel("any")
    assert said in found.refusal if said else found.environment == {"A": "/x/b"}


def record(*cells):
    cells = {str(i): SimpleNamespace(cell_type=k, source=s) for i, (k, s) in enumerate(cells)}
    return Record(cells, {}, {}, [])


@pytest.mark.parametrize(
    "cells",
    [
        [("code", "assert sum == 6")],
        [("code", "assert len(sum) == 6")],
        [("markdown", "Write `sum` yourself."), ("code", "assert sum([1]) == '1'")],
        [("code", "from numpy import *")],
        [("code", "%pylab inline")],
    ],
)
def test_names_that_an_exercise_asks_for(cells):
    assert "sum" in asked_names(record(*cells))


def test_names_that_it_only_uses():
    used = record(("code", "assert sum([f(1)]) == 2 and isinstance(f(1), int)"))
    assert not {"sum", "isinstance", "int"} & asked_names(used)


def test_a_slightly_invalid_notebook_keeps_its_pictures_and_outputs(tmp_path):
    text = {"cell_type": "markdown", "source": "a", "metadata": {}, "foo": 1}
    text["attachments"] = {"x.png": {"image/png": "aGk="}}
    good = {"output_type": "stream", "name": "stdout", "text": "hi"}
    code = {"cell_type": "code", "source": "1", "metadata": {}, "outputs": [good, {"a": 1}]}
    file = tmp_path / "x.ipynb"
    content = {"cells": [text, code], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    file.write_text(json.dumps(content))
    nb, whole = read_notebook(file)
    assert not whole
    assert nb.cells[0].attachments == text["attachments"]
    assert nb.cells[1].outputs == [good]
