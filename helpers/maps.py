"""Draw mountains: a relief, the sky above a village, hours of sun on a map."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LightSource

__all__ = ["plot_hours", "plot_relief", "plot_shadows", "plot_sky"]

_KM = 16  # along an edge of the lessons' maps, however many cells they have


def plot_relief(heights, site=None, ax=None):
    """Draw a terrain lit from the north-west, as is usual for maps, and a dot at a site.

    Parameters
    ----------
    heights : ndarray, shape (n, n)
        The terrain, in metres, 16 km along an edge.
    site : (int, int), optional
        Row and column.
    ax : Axes, optional
        Where to draw; by default on a new figure.

    Returns
    -------
    Axes
    """
    ax = plt.subplots(figsize=(8, 4), layout="constrained")[1] if ax is None else ax
    n = len(heights)
    metres = 1000 * _KM / n
    relief = LightSource(azdeg=315, altdeg=45).hillshade(heights, dx=metres, dy=metres)
    ax.imshow(relief, cmap="gray", extent=(0, _KM, _KM, 0), vmin=-0.2)
    if site is not None:
        row, column = (_KM * cell / n for cell in site)
        ax.plot(column, row, "o", color="#D55E00", markeredgecolor="white")
    ax.set(xlabel="km", ylabel="km")
    return ax


def plot_sky(heights, site, ways):
    """Draw the southern sky from a site: the ridges, and the ways of the sun.

    Parameters
    ----------
    heights : ndarray, shape (n, n)
        The terrain, in metres, 16 km along an edge.
    site : (int, int)
        Row and column.
    ways : dict of str to list of (float, float)
        By name, azimuths and elevations in degrees: see `helpers.sunshine.sun_positions`.

    Returns
    -------
    Axes
    """
    (row, column), n = site, len(heights)
    k = np.arange(1, n)
    azimuths, ridge = range(50, 311, 2), []
    for azimuth in np.radians(azimuths):
        rows, columns = np.rint([row - k * np.cos(azimuth), column + k * np.sin(azimuth)]).astype(
            int
        )
        seen = (rows >= 0) & (rows < n) & (columns >= 0) & (columns < n)
        rise = heights[rows[seen], columns[seen]] - heights[row, column]
        ridge.append(np.degrees(np.arctan2(rise, 1000 * _KM / n * k[seen])).max(initial=0))
    ax = plt.subplots(figsize=(8, 3), layout="constrained")[1]
    ax.fill_between(azimuths, ridge, color="#999999")
    for (name, suns), colour in zip(ways.items(), ["#E69F00", "#0072B2", "#009E73"], strict=False):
        ax.plot(*zip(*suns, strict=True), "o", color=colour, label=name)
    ax.set(xlabel="azimuth: east is 90°, south 180°, west 270°", ylabel="elevation, degrees")
    ax.set(xlim=(50, 310), ylim=(0, 75))
    ax.legend(frameon=False, loc="upper left")
    return ax


def plot_shadows(masks):
    """Draw maps of shadows side by side, black where it is dark.

    Parameters
    ----------
    masks : dict of str to ndarray of bool
        By title; 16 km along an edge.

    Returns
    -------
    ndarray of Axes
    """
    axes = _side_by_side(len(masks))
    for ax, (title, dark) in zip(axes, masks.items(), strict=True):
        ax.imshow(dark, cmap="Greys", extent=(0, _KM, _KM, 0))
        ax.set(title=title, xlabel="km")
    return axes


def plot_hours(heights, site, days):
    """Draw the hours of sun over the relief, a map a day, the site's own hours in the title.

    Parameters
    ----------
    heights : ndarray, shape (n, n)
        The terrain, in metres, 16 km along an edge.
    site : (int, int)
        Row and column.
    days : dict of str to ndarray of int
        By the day's name, the minutes of sun of each cell.

    Returns
    -------
    ndarray of Axes
    """
    axes = _side_by_side(len(days))
    for ax, (name, minutes) in zip(axes, days.items(), strict=True):
        plot_relief(heights, site, ax)
        options = {"cmap": "inferno", "alpha": 0.7, "extent": (0, _KM, _KM, 0), "vmin": 0}
        hours = ax.imshow(minutes / 60, **options)
        ax.get_figure().colorbar(hours, ax=ax, label="hours of sun")
        ax.set_title(f"{name}: village {minutes[site] / 60:.1f} h", fontsize=10)
    for ax in axes[1:]:
        ax.set_ylabel("")
    return axes


def _side_by_side(number):
    layout = {"layout": "constrained", "sharey": True, "squeeze": False}
    axes = plt.subplots(1, number, figsize=(8, 3.6), **layout)[1][0]
    axes[0].set_ylabel("km")
    return axes
