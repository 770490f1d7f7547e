"""The figures of single lessons: rows in their order, names, marks, and the reader's guess."""

import dask
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from helpers.figures import plot_each, plot_engines, plot_graph, plot_strokes
from helpers.tracing import Task

ENGINES = pd.DataFrame(
    [("serial", 2.0, 1.0, 3.0), ("Pool", 1.0, 0.5, 1.5)], columns=["kernel", "median", "q1", "q3"]
)


@pytest.fixture(autouse=True)
def agg():
    plt.switch_backend("Agg")
    yield
    plt.close("all")


def names(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def test_strokes_stand_where_the_moments_are_the_first_row_on_top():
    ax = plot_strokes({"first": [1, 2, 4], "second": [3]}, "milliseconds")
    assert names(ax) == ["first", "second"]
    rows = {row.get_lineoffset(): list(row.get_positions()) for row in ax.collections}
    assert rows == {0: [1, 2, 4], -1: [3]}
    assert ax.get_xlabel() == "milliseconds"
    with pytest.raises(ValueError, match="rows"):
        plot_strokes({})


def test_each_task_has_a_row_of_its_own_in_the_order_of_the_starts():
    late, early = Task("a", 2.0, 3.0, 1, 1), Task("b", 1.0, 4.0, 1, 1)
    ax = plot_each([late, early], ["late", "early"], guess=1.5)
    assert names(ax) == ["early", "late"]
    assert len(ax.lines) == 1  # the guess
    with pytest.raises(ValueError, match="names must be 2"):
        plot_each([late, early], ["late"])


def test_a_graph_shows_each_task_to_the_right_of_what_it_needs():
    one, two = dask.delayed(abs)(-1), dask.delayed(abs)(-2)
    ax = plot_graph(dask.delayed(max)(one, two))
    column = {}
    for text in ax.texts:
        column.setdefault(text.get_text(), []).append(text.get_position()[0])
    assert column == {"abs": [0, 0], "max": [1]}
    assert len(ax.lines) == 2


def test_engines_are_multiples_of_the_serial_code():
    ax = plot_engines(ENGINES, "serial", cold={"Pool": 8.0}, guess=0.3)
    marks = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"]
    assert marks == [1.0, 0.5, 4.0]
    assert [text.get_text() for text in ax.texts] == ["your guess"]
    assert ax.get_xlabel() == "time / serial"
    for wrong in [{"serial": "loop"}, {"serial": "serial", "guess": 0}]:
        with pytest.raises(ValueError, match=r"serial must|guess must"):
            plot_engines(ENGINES, **wrong)
