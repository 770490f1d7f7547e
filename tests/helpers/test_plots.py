"""What the plots draw: bars, lines, bands, labels, scales, and the reader's guess."""

import itertools
import os
import threading
from types import SimpleNamespace

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

import helpers.plots
from helpers.laws import amdahl
from helpers.plots import plot_speedup, plot_timeline, plot_times
from helpers.tracing import Task

HERE, MAIN = os.getpid(), threading.main_thread().ident
OKABE_ITO = "#E69F00 #56B4E9 #009E73 #F0E442 #0072B2 #D55E00 #CC79A7".lower().split()

TIMES = pd.DataFrame(
    [
        ("numpy", 1000, 9.0, 1e-6, 2e-6, 1e-6, 4e-6),
        ("joblib", 1000, 9.0, 1e-2, 2e-2, 1e-2, 3e-2),
        ("numpy", 10, 9.0, 1e-7, 3e-7, 2e-7, 5e-7),
        ("joblib", 10, 9.0, 1e-2, 1e-2, 1e-2, 2e-2),
    ],
    columns=["kernel", "size", "first", "best", "median", "low", "high"],
)
SCALING = pd.DataFrame(
    [(12.0, 10.0, 15.0, 1.0), (4.0, 3.0, 6.0, 3.0), (6.0, 5.0, 8.0, 2.0)],
    columns=["time", "low", "high", "speedup"],
    index=pd.Index([1, 4, 2], name="workers"),  # in the order in which the caller gave them
)
TASKS = [
    Task("c", 11.0, 14.0, 701, 1),
    Task("a", 10.5, 11.0, 702, 1),
    Task("b", 10.0, 11.0, 701, 1),
    Task("d", 13.0, 13.5, 702, 1),
]
PLOTS = [(plot_times, TIMES), (plot_speedup, SCALING), (plot_timeline, TASKS)]


def on_machine(monkeypatch, **facts):
    monkeypatch.setattr(helpers.plots, "cpu_facts", lambda: SimpleNamespace(**facts))


@pytest.fixture(autouse=True)
def agg(monkeypatch):
    on_machine(monkeypatch, physical=2, usable=2)
    plt.switch_backend("Agg")
    yield
    plt.close("all")


def lines(ax):
    """Return the lines that have a label, by label."""
    return {line.get_label(): line for line in ax.lines}


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def corners(collection):
    """Return the distinct corners of each polygon of a collection."""
    return [{tuple(np.round(xy, 9)) for xy in path.vertices} for path in collection.get_paths()]


def bars(ax):
    """Return, row by row from the top, the (left, right) of every bar, and its bottom and top."""
    rows = []
    for collection in ax.collections:
        polygons = [np.array(sorted(polygon)) for polygon in corners(collection)]
        rows.append([(*polygon[[0, -1], 0], *polygon[[0, -1], 1]) for polygon in polygons])
    return sorted(rows, key=lambda row: row[0][2])


def tick_labels(axis):
    return [label.get_text() for label in axis.get_ticklabels()]


# All three.


@pytest.mark.parametrize(("plot", "data"), PLOTS)
def test_a_given_ax_is_used_and_pyplot_left_alone(plot, data):
    mine, ax = plt.subplots()
    other = plt.figure()
    assert plot(data, guess=2.0, ax=ax) is ax
    assert ax.figure is mine and ax.has_data()
    assert plt.gcf() is other and not other.axes
    assert plt.get_fignums() == [mine.number, other.number]


@pytest.mark.parametrize(("plot", "data"), PLOTS)
def test_without_ax_there_is_one_new_figure(plot, data):
    before = plt.figure()
    ax = plot(data)
    assert plt.get_fignums() == [before.number, ax.figure.number]
    assert not before.axes


@pytest.mark.parametrize(("plot", "data"), PLOTS)
def test_settings_and_data_stay_as_they_were(plot, data):
    settings, copy = dict(matplotlib.rcParams), data.copy()
    plot(data, guess=1.0)
    assert dict(matplotlib.rcParams) == settings
    assert copy.equals(data) if isinstance(data, pd.DataFrame) else copy == data


@pytest.mark.parametrize(("plot", "data"), PLOTS)
@pytest.mark.parametrize("guess", [-1, 0, float("nan"), float("inf")])
def test_wrong_guess(plot, data, guess):
    with pytest.raises(ValueError, match=r"^guess must"):
        plot(data, guess=guess)
    assert not plt.get_fignums()


@pytest.mark.parametrize(
    ("plot", "data", "along"),
    [(plot_times, TIMES, "y"), (plot_speedup, SCALING, "y"), (plot_timeline, TASKS, "x")],
)
def test_the_guess_is_a_dotted_line(plot, data, along):
    assert "your guess" not in lines(plot(data))
    line = lines(plot(data, guess=2.5))["your guess"]
    assert line.get_linestyle() == ":"
    assert set(getattr(line, f"get_{along}data")()) == {2.5}


@pytest.mark.parametrize("plot", [plot_times, plot_speedup])
@pytest.mark.parametrize("frame", [TIMES.iloc[:0], TIMES[["size"]], [1, 2], None])
def test_wrong_frame(plot, frame):
    with pytest.raises(ValueError, match=r"^frame must"):
        plot(frame)


# Times.


def test_times_are_medians_and_bands_on_log_axes():
    ax = plot_times(TIMES)
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("size", "seconds a call")
    drawn = lines(ax)
    assert list(drawn) == legend(ax) == ["numpy", "joblib"]
    np.testing.assert_array_equal(drawn["numpy"].get_xydata(), [(10, 3e-7), (1000, 2e-6)])
    np.testing.assert_array_equal(drawn["joblib"].get_xydata(), [(10, 1e-2), (1000, 2e-2)])
    numpy, joblib = ax.collections
    assert corners(numpy) == [{(10, 2e-7), (10, 5e-7), (1000, 1e-6), (1000, 4e-6)}]
    assert corners(joblib) == [{(10, 1e-2), (10, 2e-2), (1000, 1e-2), (1000, 3e-2)}]
    colours = [to_hex(line.get_color()) for line in drawn.values()]
    assert len(set(colours)) == 2 and set(colours) <= set(OKABE_ITO)
    assert [to_hex(band.get_facecolor()[0]) for band in ax.collections] == colours


def test_times_of_one_size_show_their_spread():
    ax = plot_times(TIMES[TIMES["size"] == 10])
    assert corners(ax.collections[0]) == [{(10, 2e-7), (10, 5e-7)}]
    assert ax.collections[0].get_linewidth()[0] > 0


def test_ticks_mark_the_sizes_when_decades_would_not():
    assert tick_labels(plot_times(TIMES).xaxis) == ["10", "1,000"]
    many = pd.concat([TIMES.assign(size=n) for n in range(1, 10)])
    assert len(plot_times(many).get_xticks()) < 9
    wide = pd.concat([TIMES.assign(size=10**n) for n in range(6)])
    assert "$\\mathdefault{10^{4}}$" in tick_labels(plot_times(wide).xaxis)


def test_more_kernels_than_colours():
    kernels = [f"kernel {i}" for i in range(9)]
    frame = pd.concat([TIMES[:1].assign(kernel=name) for name in kernels])
    assert legend(plot_times(frame)) == kernels


# Speed-ups.


def test_speedup_is_measured_against_ideal():
    ax = plot_speedup(SCALING)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("workers", "speed-up against the serial code")
    assert (ax.get_xscale(), ax.get_yscale(), ax.get_ylim()[0]) == ("linear", "linear", 0)
    drawn = lines(ax)
    assert list(drawn) == legend(ax) == ["measured", "ideal", "usable CPUs: 2"]
    np.testing.assert_array_equal(drawn["measured"].get_xydata(), [(1, 1), (2, 2), (4, 3)])
    np.testing.assert_array_equal(drawn["ideal"].get_xydata(), [(1, 1), (4, 4)])
    assert set(drawn["usable CPUs: 2"].get_xdata()) == {2}
    # The serial code took 12 s: 12 / 15 to 12 / 10 on one worker, and so on.
    (band,) = ax.collections
    assert corners(band) == [{(1, 0.8), (1, 1.2), (2, 1.5), (2, 2.4), (4, 2.0), (4, 4.0)}]
    assert all(tick == round(tick) for tick in ax.get_xticks())


def test_speedup_with_a_fraction_shows_amdahl():
    ax = plot_speedup(SCALING, fraction=0.925)
    x, y = lines(ax)["Amdahl, 92.5% parallel"].get_data()
    assert (x[0], x[-1]) == (1, 4)
    assert len(x) > 20  # a curve
    np.testing.assert_allclose(y, amdahl(0.925, x))


@pytest.mark.parametrize(
    ("physical", "usable", "expected"),
    [
        (2, 4, ["physical cores: 2", "usable CPUs: 4"]),
        (3, 8, ["physical cores: 3"]),  # four workers at most were tried
        (6, 8, []),
        (8, 4, ["usable CPUs: 4"]),  # an affinity or a quota allows fewer than there are
        (None, 4, ["usable CPUs: 4"]),
    ],
)
def test_a_line_stands_where_workers_begin_to_share_cores(monkeypatch, physical, usable, expected):
    on_machine(monkeypatch, physical=physical, usable=usable)
    drawn = lines(plot_speedup(SCALING))
    assert list(drawn)[2:] == expected
    assert all(set(drawn[label].get_xdata()) == {int(label[-1])} for label in expected)


def test_usable_cpus_beyond_the_workers_do_not_stretch_the_plot():
    ax = plot_speedup(SCALING.loc[[1]])
    assert legend(ax) == ["measured", "ideal"]


@pytest.mark.parametrize("fraction", [-0.1, 1.1, float("nan")])
def test_wrong_fraction(fraction):
    with pytest.raises(ValueError, match=r"^fraction must"):
        plot_speedup(SCALING, fraction=fraction)


# Timelines.


def test_timeline_has_a_row_a_worker_and_a_bar_a_task():
    ax = plot_timeline(TASKS)
    assert bars(ax) == [
        [(1.0, 4.0, -0.4, 0.4), (0.0, 1.0, -0.4, 0.4)],
        [(0.5, 1.0, 0.6, 1.4), (3.0, 3.5, 0.6, 1.4)],
    ]
    assert ax.get_yticks().tolist() == [0, 1]
    assert tick_labels(ax.yaxis) == ["worker 1", "worker 2"]
    assert ax.yaxis_inverted()  # the first row is on top
    assert ax.get_xlabel() == "seconds since the first task started"
    assert ax.get_xlim()[0] == 0 and ax.get_xlim()[1] >= 4
    colours = [to_hex(row.get_facecolor()[0]) for row in ax.collections]
    assert len(set(colours)) == 2 and set(colours) <= set(OKABE_ITO)


def test_neighbouring_bars_have_an_edge_that_does_not_hide_them():
    few = plot_timeline([Task(0, i, i + 1.0, 1, 1) for i in range(5)]).collections[0]
    many = plot_timeline([Task(0, i, i + 1.0, 1, 1) for i in range(2000)]).collections[0]
    assert to_hex(few.get_edgecolor()[0]) == "#ffffff"
    assert 0 < many.get_linewidth()[0] < few.get_linewidth()[0] <= 1
    assert isinstance(many, PolyCollection) and len(many.get_paths()) == 2000


def test_timeline_counts_from_the_launch():
    ax = plot_timeline(TASKS, origin=9.0)
    assert bars(ax)[0] == [(2.0, 5.0, -0.4, 0.4), (1.0, 2.0, -0.4, 0.4)]
    assert ax.get_xlabel() == "seconds since the launch"


def test_the_guess_is_in_sight_and_named():
    ax = plot_timeline(TASKS, guess=8.0)
    assert ax.get_xlim()[1] > 8
    assert [text.get_text() for text in ax.texts] == ["your guess"]


@pytest.mark.parametrize(
    ("workers", "names"),
    [
        ([(HERE, MAIN)], ["notebook"]),
        ([(HERE, MAIN), (HERE, 5), (HERE, 6)], ["notebook", "thread 1", "thread 2"]),
        ([(HERE, 5), (HERE, MAIN), (HERE, 6)], ["thread 1", "notebook", "thread 2"]),
        ([(HERE + 1, 5), (HERE + 1, 6)], ["thread 1", "thread 2"]),
        ([(HERE + 1, MAIN), (HERE + 2, MAIN)], ["worker 1", "worker 2"]),  # forked
        ([(HERE + 1, 5), (HERE, MAIN), (HERE + 1, 6)], ["thread 1", "notebook", "thread 2"]),
        ([(HERE + 1, 5), (HERE, MAIN), (HERE + 2, 6)], ["worker 1", "notebook", "worker 2"]),
        ([(HERE + 1, 5)], ["worker 1"]),
        ([(HERE, 5)], ["thread 1"]),
    ],
)
def test_row_names(workers, names):
    tasks = [Task(None, float(i), i + 1.0, *worker) for i, worker in enumerate(workers)]
    assert tick_labels(plot_timeline(reversed(tasks)).yaxis) == names


def test_labels_are_written_where_they_fit():
    tasks = [*TASKS, Task("e", 13.5, 13.501, 702, 1)]
    ax = plot_timeline(tasks, labels=["c", 1, "far too long for a second " * 3, "", "e"])
    written = {text.get_text(): text for text in ax.texts if text.get_text()}
    assert {label: text.get_position() for label, text in written.items()} == {
        "c": (2.5, 0),
        "1": (0.75, 1),
    }
    ax.figure.canvas.draw()
    for label, (left, right) in {"c": (1.0, 4.0), "1": (0.5, 1.0)}.items():
        (start, _), (end, _) = ax.transData.transform([(left, 0), (right, 0)])
        extent = written[label].get_window_extent()
        assert start <= extent.x0 < extent.x1 <= end


def test_the_labels_that_fit_are_those_that_fit_in_the_end():
    # The layout, and with it the width of a bar, is settled when the figure is drawn.
    tasks = [Task(None, 0.0, 1.0, pid, 1) for pid in range(20)]
    labels = ["m" * 4 * i for i in range(1, 21)]
    ax = plot_timeline(tasks, labels=labels)
    written = [text.get_text() for text in ax.texts]
    ax.figure.canvas.draw()
    bar = np.ptp(ax.transData.transform([(0, 0), (1, 0)])[:, 0])
    widths = [ax.text(0.5, 0, label).get_window_extent().width for label in labels]
    fit = [label for label, width in zip(labels, widths, strict=True) if width <= 0.9 * bar]
    assert written == fit
    assert 0 < len(fit) < len(labels)


def test_labels_contrast_with_their_bars():
    tasks = [Task(None, 0.0, 1.0, pid, 1) for pid in range(7)]
    ax = plot_timeline(tasks, labels="abcdefg")
    for text, row in zip(ax.texts, ax.collections, strict=True):
        ink, paper = (luminance(colour) for colour in (text.get_color(), row.get_facecolor()[0]))
        high, low = max(ink, paper), min(ink, paper)
        assert (high + 0.05) / (low + 0.05) > 4.5  # level AA of WCAG 2


def luminance(colour):
    channels = np.array(matplotlib.colors.to_rgb(colour))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def test_figures_grow_with_their_rows():
    tasks = [Task(None, 0.0, 1.0, pid, 1) for pid in range(8)]
    heights = [plot_timeline(tasks[:n]).figure.get_figheight() for n in (1, 2, 4, 8)]
    steps = [(b - a) / n for (a, b), n in zip(itertools.pairwise(heights), (1, 2, 4), strict=True)]
    assert steps == pytest.approx(steps[:1] * 3) and steps[0] > 0.2


def test_timeline_in_a_subfigure():
    ax = plt.figure().subfigures(1, 2)[1].subplots()
    plot_timeline(TASKS, labels="abcd", ax=ax)
    assert "c" in {text.get_text() for text in ax.texts}


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"tasks": []}, "tasks"),
        ({"origin": 10.1}, "origin"),
        ({"labels": "abc"}, "labels"),
        ({"labels": []}, "labels"),
    ],
)
def test_timeline_refuses(arguments, name):
    with pytest.raises(ValueError, match=f"^{name} must"):
        plot_timeline(**{"tasks": TASKS} | arguments)
    assert not plt.get_fignums()
