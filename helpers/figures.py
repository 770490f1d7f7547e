"""Figures that one lesson needs: strokes, a row a task, a graph of tasks, engines compared."""

from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np

from helpers.plots import plot_timeline

__all__ = ["plot_each", "plot_engines", "plot_graph", "plot_strokes"]

_BLUE, _ORANGE, _LIGHT = "#0072B2", "#E69F00", "#56B4E9"


def plot_strokes(rows, unit="seconds", linewidth=0.6):
    """Draw moments as strokes: a row for each name, one below the other.

    Parameters
    ----------
    rows : dict of str to array-like
        The moments of each row, in `unit`.
    unit : str, optional
        What the numbers are.
    linewidth : float, optional
        Of a stroke, in points.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If `rows` is empty.
    """
    if not rows:
        raise ValueError("rows must not be empty")
    ax = plt.subplots(figsize=(8, 0.8 + 0.45 * len(rows)), layout="constrained")[1]
    colours = [(_BLUE, _ORANGE)[place % 2] for place in range(len(rows))]
    places = range(0, -len(rows), -1)
    ax.eventplot(
        list(rows.values()),
        lineoffsets=places,
        linelengths=0.8,
        linewidths=linewidth,
        colors=colours,
    )
    ax.set_yticks(places, rows)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(unit)
    ax.spines[["top", "right", "left"]].set_visible(False)
    return ax


def plot_each(tasks, names, guess=None):
    """Draw a timeline with a row for each task: for coroutines, which share one thread.

    Parameters
    ----------
    tasks : iterable of Task
        What `traced` functions returned.
    names : iterable of str
        A name for each row.
    guess : float, optional
        The reader's prediction of the total, in seconds, drawn as a dotted line.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If `names` has another length than `tasks`; and what `plot_timeline` raises.
    """
    tasks, names = list(tasks), list(names)
    if len(names) != len(tasks):
        raise ValueError(f"names must be {len(tasks)}, one a task, not {len(names)}")
    order = sorted(range(len(tasks)), key=lambda place: tasks[place].start)
    rows = [replace(tasks[place], pid=-1, thread=row) for row, place in enumerate(order)]
    ax = plot_timeline(rows, guess=guess)
    ax.set_yticks(range(len(rows)), [names[place] for place in order])
    return ax


def plot_graph(lazy):
    """Draw the tasks of a Dask value from left to right, each joined to those that it needs.

    Parameters
    ----------
    lazy : Dask collection
        With a few tasks, made by `dask.delayed`.

    Returns
    -------
    Axes
    """
    from dask.core import toposort

    needs, place = lazy.dask.get_all_dependencies(), {}
    ax = plt.subplots(figsize=(8, 2.4), layout="constrained")[1]
    box = {"boxstyle": "round", "facecolor": "white"}
    for key in toposort(lazy.dask, dependencies=needs):
        before = [place[other] for other in needs[key]]
        column = 1 + max((x for x, _ in before), default=-1)
        place[key] = column, np.mean([y for _, y in before] or len(place))
        for other in before:
            ax.plot(*zip(other, place[key], strict=True), color="#666666", zorder=0)
        name = key.rsplit("-", 5)[0]  # the rest of a key is a random number
        ax.text(*place[key], name, ha="center", va="center", bbox=box)
    ax.margins(0.2)
    ax.axis("off")
    return ax


def plot_engines(frame, serial, cold=None, guess=None):
    """Draw what each engine took, as a multiple of the serial code, on a logarithmic axis.

    Parameters
    ----------
    frame : DataFrame
        What `compare` returned for one size; times in seconds.
    serial : str
        The kernel that counts as 1.
    cold : dict of str to float, optional
        Seconds of an engine's first run, drawn as a hollow mark.
    guess : float, optional
        The reader's prediction, a multiple of the serial time, drawn as a dotted line.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If `serial` is not a kernel of `frame`, or `guess` is not positive.
    """
    times = frame.set_index("kernel")[["median", "q1", "q3"]]
    if serial not in times.index:
        raise ValueError(f"serial must be one of {', '.join(times.index)}, not {serial!r}")
    if guess is not None and not guess > 0:
        raise ValueError(f"guess must be a positive number, not {guess!r}")
    unit = times.loc[serial, "median"]
    ax = plt.subplots(figsize=(8, 0.9 + 0.36 * len(times)), layout="constrained")[1]
    for name, (median, q1, q3) in (times / unit).iterrows():
        ax.plot([q1, q3], [name, name], color=_LIGHT, linewidth=8, alpha=0.6)
        ax.plot(median, name, "o", color=_BLUE)
        if name in (cold or {}):
            ax.plot(cold[name] / unit, name, "o", color=_BLUE, markerfacecolor="white")
    ax.axvline(1, color="#666666", linewidth=1)
    if guess is not None:
        ax.axvline(guess, color="black", linestyle=":")
        above = {"xycoords": ("data", "axes fraction"), "ha": "center", "va": "bottom"}
        ax.annotate("your guess", (guess, 1), **above)
    ax.set(xscale="log", xlabel=f"time / {serial}")
    low, high = ax.get_xlim()
    ticks = [tick for tick in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100) if low < tick < high]
    ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.set_xticks([], minor=True)
    ax.invert_yaxis()
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(axis="x", alpha=0.3)
    return ax
