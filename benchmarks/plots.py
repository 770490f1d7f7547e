"""What the plots have in common."""

import matplotlib

matplotlib.use("Agg")  # files, and no window
import matplotlib.pyplot as plt

__all__ = ["COLOURS", "axes", "save"]

COLOURS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00"]  # Okabe and Ito's


def axes(**settings):
    """Return a figure and its axes, both axes logarithmic."""
    figure, ax = plt.subplots(figsize=(8, 4), layout="constrained")
    ax.set(**{"xscale": "log", "yscale": "log"} | settings)
    ax.grid(alpha=0.3)
    ax.spines[["top", "right"]].set_visible(False)
    return figure, ax


def save(figure, file):
    """Write a figure into a file, and forget it."""
    figure.savefig(file, dpi=120)
    plt.close(figure)
