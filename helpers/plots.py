"""Draw timings, speed-ups and timelines, with the reader's guess on them."""

import math
import os
import threading

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.ticker import MaxNLocator

from helpers.laws import amdahl
from helpers.machine import cpu_facts

__all__ = ["plot_speedup", "plot_timeline", "plot_times"]

# The palette of Okabe and Ito, which colour-blind readers can tell apart too
# (https://jfly.uni-koeln.de/color/), without its black, and yellow last: it is faint on white.
_COLOURS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442"]
_MARKERS = "osD^vPX"
_GREY = "#666666"


def plot_times(frame, guess=None, ax=None):
    """Draw the times that `compare` measured against the size, a line a kernel.

    Lines are medians, bands are their intervals (see `Timing`), both axes are logarithmic.

    Parameters
    ----------
    frame : DataFrame
        What `compare` returned; times in seconds.
    guess : float, optional
        The reader's prediction, in seconds, drawn as a dotted line.
    ax : Axes, optional
        Where to draw; by default on a new figure.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If `frame` is empty or lacks a column, or `guess` is not positive.
    """
    _check_frame(frame, ["kernel", "size", "median", "low", "high"])
    _check_guess(guess)
    ax = _new_axes(4.5) if ax is None else ax
    for i, (kernel, rows) in enumerate(frame.groupby("kernel", sort=False)):
        rows = rows.set_index("size").sort_index()
        _draw_band(ax, rows["median"], rows["low"], rows["high"], kernel, i)
    if guess is not None:
        ax.axhline(guess, color="black", linestyle=":", label="your guess")
    ax.set(xscale="log", yscale="log", xlabel="size", ylabel="seconds a call")
    sizes = sorted(set(frame["size"]))
    if len(sizes) <= 8 and sizes[-1] < 1000 * sizes[0]:  # decades alone would mark few of them
        ax.set_xticks(sizes, [f"{size:,}" for size in sizes])
        ax.set_xticks([], minor=True)
    return _finish(ax)


def plot_speedup(frame, fraction=None, guess=None, ax=None):
    """Draw the speed-up that `scaling` measured against the number of workers.

    The ideal line is drawn too, and, as far as that many workers were tried, vertical lines at the
    CPUs that this process can use, and at the machine's cores where these are fewer: beyond, two
    workers share the parts of a core that compute.

    Parameters
    ----------
    frame : DataFrame
        What `scaling` returned.
    fraction : float, optional
        Part of the serial time that can run in parallel, from 0 to 1: draws Amdahl's bound.
    guess : float, optional
        The reader's prediction, a speed-up, drawn as a dotted line.
    ax : Axes, optional
        Where to draw; by default on a new figure.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If `frame` is empty or lacks a column, `fraction` is not between 0 and 1, or `guess` is not
        positive.
    """
    _check_frame(frame, ["time", "low", "high", "speedup"])
    _check_guess(guess)
    if fraction is not None and not 0 <= fraction <= 1:
        raise ValueError(f"fraction must be between 0 and 1, not {fraction!r}")
    ax = _new_axes(4.5) if ax is None else ax
    frame = frame.sort_index()
    serial, most = frame["speedup"] * frame["time"], frame.index.max()
    _draw_band(ax, frame["speedup"], serial / frame["high"], serial / frame["low"], "measured", 0)
    ax.plot([1, most], [1, most], color=_GREY, linestyle="--", label="ideal")
    if fraction is not None:
        grid = np.linspace(1, most, 100)
        label = f"Amdahl, {100 * fraction:g}% parallel"
        ax.plot(grid, amdahl(fraction, grid), color=_COLOURS[1], label=label)
    facts = cpu_facts()
    if (facts.physical or math.inf) < facts.usable and facts.physical <= most:
        label = f"physical cores: {facts.physical}"
        ax.axvline(facts.physical, color=_GREY, linewidth=1, linestyle="-.", label=label)
    if facts.usable <= most:
        ax.axvline(facts.usable, color=_GREY, linewidth=1, label=f"usable CPUs: {facts.usable}")
    if guess is not None:
        ax.axhline(guess, color="black", linestyle=":", label="your guess")
    ax.set(xlabel="workers", ylabel="speed-up against the serial code")
    ax.set_ylim(bottom=0)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    return _finish(ax)


def plot_timeline(tasks, origin=None, labels=None, guess=None, ax=None):
    """Draw which worker ran which task when: a row a worker, a bar a task.

    Parameters
    ----------
    tasks : iterable of Task
        What `traced` functions returned.
    origin : float, optional
        The `time.perf_counter` value, in seconds, from which to count: taken just before the run
        was launched, it makes the start-up of the workers visible. By default the first start.
    labels : iterable of str, optional
        A short text for each task, written in its bar when it fits.
    guess : float, optional
        The reader's prediction of the total, in seconds, drawn as a dotted line.
    ax : Axes, optional
        Where to draw; by default on a new figure, as high as it has rows.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If `tasks` is empty, `origin` is later than the first start, `labels` has another length
        than `tasks`, or `guess` is not positive.
    """
    tasks = list(tasks)
    if not tasks:
        raise ValueError("tasks must not be empty")
    first = min(task.start for task in tasks)
    if origin is None:
        origin, since = first, "the first task started"
    elif origin > first:
        raise ValueError("origin must be a time.perf_counter() from before the first task started")
    else:
        since = "the launch"
    labels = [""] * len(tasks) if labels is None else [str(label) for label in labels]
    if len(labels) != len(tasks):
        raise ValueError(f"labels must be {len(tasks)}, one a task, not {len(labels)}")
    _check_guess(guess)

    rows = _rows(tasks)
    ax = _new_axes(0.8 + 0.42 * len(rows)) if ax is None else ax
    end = max(task.end for task in tasks) - origin
    for y, row in enumerate(rows):
        ax.axhspan(y - 0.4, y + 0.4, color="#f2f2f2", linewidth=0)  # shows when the worker is idle
        bars = [(task.start - origin, task.seconds) for task in tasks if _worker(task) == row]
        ax.broken_barh(bars, (y - 0.4, 0.8), facecolor=_COLOURS[y % 7], **_edge(bars, end))
    if guess is not None:
        ax.axvline(guess, color="black", linestyle=":", label="your guess")
        place = {"xy": (guess, 1), "xycoords": ax.get_xaxis_transform()}
        above = {"xytext": (0, 3), "textcoords": "offset points", "ha": "center", "va": "bottom"}
        ax.annotate("your guess", **place, **above)
    ax.set_xlim(0, 1.02 * max(end, guess or 0))
    ax.set_ylim(len(rows) - 0.4, -0.6)  # the first row on top
    ax.set_yticks(range(len(rows)), _row_names(rows))
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(f"seconds since {since}")
    ax.spines[["top", "right", "left"]].set_visible(False)
    if any(labels):
        _write_labels(ax, tasks, labels, origin, rows)
    return ax


def _worker(task):
    return task.pid, task.thread


def _rows(tasks):
    """Return the workers (pid, thread) in the order of their first starts."""
    ordered = sorted(tasks, key=lambda task: task.start)
    return list(dict.fromkeys(map(_worker, ordered)))


def _row_names(rows):
    here = os.getpid()
    notebook = (here, threading.main_thread().ident)
    workers = [row for row in rows if row != notebook]
    pids = {pid for pid, _ in workers}
    threads = pids == {here} or (len(pids) == 1 and len(workers) > 1)
    kind = "thread" if threads else "worker"
    return ["notebook" if row == notebook else f"{kind} {workers.index(row) + 1}" for row in rows]


def _edge(bars, end):
    """Return a white edge that tells neighbours apart, thin enough not to hide short bars."""
    middle = sorted(seconds for _, seconds in bars)[len(bars) // 2]
    return {"edgecolor": "white", "linewidth": min(0.7, 75 * middle / end if end else 0)}


def _write_labels(ax, tasks, labels, origin, rows):
    """Write each label in the middle of its bar, and take it away again if it does not fit."""
    # Only once the layout is settled is the width of a bar known.
    ax.get_figure(root=True).draw_without_rendering()
    for task, label in zip(tasks, labels, strict=True):
        y = rows.index(_worker(task))
        left, right = task.start - origin, task.end - origin
        (start, _), (end, _) = ax.transData.transform([(left, y), (right, y)])
        colour = _ink(_COLOURS[y % 7])
        text = ax.text((left + right) / 2, y, label, ha="center", va="center", color=colour)
        if text.get_window_extent().width > 0.9 * (end - start):
            text.remove()


def _ink(colour):
    """Return white or black, whichever contrasts more (relative luminance of WCAG 2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = np.dot(linear, [0.2126, 0.7152, 0.0722])
    return "white" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "black"


def _new_axes(height):
    return plt.subplots(figsize=(8, height), layout="constrained")[1]


def _draw_band(ax, middle, low, high, label, i):
    """Draw a line over the index of three Series, and the band between low and high."""
    colour, x = _COLOURS[i % 7], middle.index
    ax.plot(x, middle, color=colour, marker=_MARKERS[i % 7], markersize=5, label=label)
    # The edge shows where the band has no width: at a single point.
    ax.fill_between(x, low, high, color=colour, alpha=0.2, linewidth=2 * (len(x) == 1))


def _finish(ax):
    ax.grid(alpha=0.3)
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))  # covers no line
    return ax


def _check_frame(frame, columns):
    missing = [column for column in columns if column not in getattr(frame, "columns", ())]
    if missing or not len(frame):
        raise ValueError(f"frame must hold rows with the columns {', '.join(columns)}")


def _check_guess(guess):
    if guess is not None and not (guess > 0 and math.isfinite(guess)):
        raise ValueError(f"guess must be a positive number, not {guess!r}")
