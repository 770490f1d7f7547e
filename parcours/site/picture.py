"""Draw the README's picture: ``python -m parcours.site.picture`` measures for a minute and writes it.

Timelines of the same tasks, handed out in two orders, stand beside the speed-up that each order
reaches. The tasks are naps: they show what a schedule does, whatever the number of CPUs.
"""

from functools import cache, partial
from multiprocessing import Pool
from pathlib import Path

import matplotlib.pyplot as plt

from helpers import nap, plot_speedup, plot_timeline, rendezvous, scaling, traced

__all__ = ["draw"]

PICTURE = Path(__file__).parent / "static" / "schedule.svg"
NAPS = [0.05, 0.05, 0.1, 0.1, 0.15, 0.15, 0.2, 0.4]  # seconds: in all, three times the longest
ORDERS = {"short tasks first": NAPS, "long tasks first": NAPS[::-1]}
BOUND = sum(NAPS) / max(NAPS)


def draw(file=PICTURE):
    """Run the tasks in both orders, on up to eight workers, and write the picture."""
    short, long = ORDERS
    places = [[short, "speed-up"], [long, "speed-up"]]
    figure, axes = plt.subplot_mosaic(
        places, figsize=(11, 4.4), width_ratios=[1.15, 1], layout="constrained"
    )
    rendezvous(_pool(3).map, parties=3)  # all three are up
    for order, naps in ORDERS.items():
        plot_timeline(_run(traced(nap), naps, 3), ax=axes[order])
        axes[order].set_title(f"3 workers, {order}", loc="left")
    _share_seconds(axes[short], axes[long])
    _draw_speedups(axes["speed-up"])
    figure.get_layout_engine().set(w_pad=0.15, h_pad=0.15)  # inches; a white frame in dark mode
    figure.savefig(file, metadata={"Date": None})


def _run(function, naps, workers):
    return _pool(workers).map(function, naps, chunksize=1)


@cache
def _pool(workers):
    return Pool(workers)


def _share_seconds(above, below):
    below.set_xlim(0, max(above.get_xlim()[1], below.get_xlim()[1]))
    above.sharex(below)
    above.set_xlabel("")


def _draw_speedups(ax):
    """Draw both orders against the ideal and the bound, each with its name beside it."""
    plot_speedup(_speedups(NAPS[::-1]), ax=ax)
    usable = [line for line in ax.lines if line.get_label().startswith("usable")]
    for line in [ax.get_legend(), *usable]:  # naps need no CPU
        line.remove()
    ax.plot(_speedups(NAPS)["speedup"], color="#D55E00", marker="s", markersize=5)
    ax.axhline(BOUND, color="black", linestyle=":")
    ax.set(xlim=(0.8, 8.2), ylim=(0, 3.6))
    ax.set_title("The same tasks on 1 to 8 workers", loc="left")
    ax.text(3.1, 3.4, "ideal", color="#666666", ha="right")
    ax.text(8.1, BOUND + 0.08, "no order beats the longest task", ha="right")
    ax.text(3.3, 2.75, "long tasks first", color="#0072B2")
    ax.text(5.1, 2.1, "short tasks first", color="#D55E00")


def _speedups(naps):
    def serial():
        for seconds in naps:
            nap(seconds)

    return scaling(serial, partial(_run, nap, naps), range(1, 9), repeat=1)


if __name__ == "__main__":
    plt.rcParams["svg.hashsalt"] = "parcours"  # the same run, the same file
    draw()
