"""Where the sun shines in a mountain valley: a terrain, the way of the sun, and the shadows.

A terrain is an array of heights in metres, a number for each cell: the first row is the northern
edge, the first column the western one. Where the sun stands is a pair of angles in degrees: the
azimuth, from north over east, and the elevation. Beyond the edges of its map a terrain is flat.
"""

import math
from multiprocessing.shared_memory import SharedMemory

import numpy as np

__all__ = [
    "attach_terrain",
    "beam",
    "keep_terrain",
    "shadow",
    "shadow_here",
    "sun_positions",
    "terrain",
]


def terrain(n=400, spacing=40.0, seed=3):
    """Make up mountains, with a valley that runs from west to east.

    Parameters
    ----------
    n : int
        Cells along an edge, at least 2.
    spacing : float
        Metres between neighbouring cells; a larger map has higher mountains.
    seed : int
        The same seed makes the same mountains.

    Returns
    -------
    ndarray of float64, shape (n, n)
        Whole metres.

    Examples
    --------
    >>> heights = terrain(100, spacing=160.0)
    >>> heights.shape, heights.min()
    ((100, 100), np.float64(500.0))
    """
    if n < 2:
        raise ValueError(f"n must be at least 2, not {n!r}")
    _check_spacing(spacing)
    rng = np.random.default_rng(seed)
    waves = np.hypot(np.fft.fftfreq(n)[:, None], np.fft.rfftfreq(n)) * n  # along an edge
    waves[0, 0] = np.inf
    spectrum = rng.standard_normal(waves.shape) + 1j * rng.standard_normal(waves.shape)
    noise = np.fft.irfft2(spectrum / waves**2.05, s=(n, n))  # the shorter a wave, the lower
    noise /= noise.std()
    east = np.linspace(0, 1, n)
    from_river = np.abs(east[:, None] - 0.55 - 0.06 * np.sin(2 * np.pi * (1.1 * east + 0.1)))
    wall = 1 - np.exp(-((from_river * (1 + 0.25 * noise) / 0.09) ** 2))
    return np.rint((500 + wall * (1150 + 320 * noise)) * n * spacing / 16_000)


def sun_positions(day, latitude, step=30):
    """Return where the sun stands in the middle of each interval of a day, while it is up.

    Parameters
    ----------
    day : int
        Day of the year, from 1 to 366; the solstices are days 172 and 355.
    latitude : float
        Degrees, north positive.
    step : int
        Minutes of an interval, from 1 to 720.

    Returns
    -------
    list of (float, float)
        Azimuth and elevation in degrees, from morning to evening.

    References
    ----------
    P. I. Cooper, "The absorption of radiation in solar stills", Solar Energy 12 (3), 1969, for the
    declination. The rest is the turn from equatorial to horizontal coordinates.

    Examples
    --------
    >>> [(round(azimuth), round(elevation)) for azimuth, elevation in sun_positions(355, 46, 120)]
    [(139, 9), (165, 19), (195, 19), (221, 9)]
    """
    if not 1 <= day <= 366:
        raise ValueError(f"day must be from 1 to 366, not {day!r}")
    if not -90 <= latitude <= 90:
        raise ValueError(f"latitude must be from -90 to 90 degrees, not {latitude!r}")
    if not 1 <= step <= 720:
        raise ValueError(f"step must be from 1 to 720 minutes, not {step!r}")
    declination = math.radians(23.45) * math.sin(2 * math.pi * (284 + day) / 365)
    phi, suns = math.radians(latitude), []
    for i in range(math.ceil(1440 / step)):
        hour_angle = math.radians((i + 0.5) * step / 4 - 180)  # 15 degrees an hour, 0 at noon
        across = math.cos(declination) * math.cos(hour_angle)
        east = -math.cos(declination) * math.sin(hour_angle)
        north = math.cos(phi) * math.sin(declination) - math.sin(phi) * across
        up = math.sin(phi) * math.sin(declination) + math.cos(phi) * across
        if up > 0:
            azimuth = math.degrees(math.atan2(east, north)) % 360
            suns.append((azimuth, math.degrees(math.atan2(up, math.hypot(east, north)))))
    return suns


def beam(heights, sun, spacing=40.0):
    """Return the way from a cell towards the sun, as far as a mountain can stand in it.

    Parameters
    ----------
    heights : 2-d array
        The terrain, in metres.
    sun : (float, float)
        Azimuth and elevation in degrees; the sun is up, so the elevation is above 0.
    spacing : float
        Metres between neighbouring cells.

    Returns
    -------
    list of (int, int, float)
        For each step the cells down and to the right, counted from the start, and the metres that
        the sunbeam has climbed. The lower the sun, the more steps.

    Examples
    --------
    >>> [(down, right, round(up)) for down, right, up in beam(np.array([[0, 0, 9]]), (90, 45), 5)]
    [(0, 1, 5)]
    """
    if np.ndim(heights) != 2:
        raise ValueError(f"heights must have two dimensions, not {np.ndim(heights)}")
    azimuth, elevation = map(math.radians, sun)
    if not 0 < elevation <= math.pi / 2:
        raise ValueError(f"sun must stand above 0 and up to 90 degrees high, not {sun!r}")
    _check_spacing(spacing)
    down, right = -math.cos(azimuth), math.sin(azimuth)
    longer = max(abs(down), abs(right))
    down, right = down / longer, right / longer  # each step enters a new row, or a new column
    climb = spacing * math.hypot(down, right) * math.tan(elevation)
    steps, relief = range(1, max(np.shape(heights))), np.ptp(heights)
    return [(round(k * down), round(k * right), k * climb) for k in steps if k * climb < relief]


def shadow(heights, sun, spacing=40.0):
    """Return which cells lie in shadow: True where the terrain rises above the sunbeam.

    Parameters and errors are those of `beam`.

    >>> shadow(np.array([[3, 0, 0, 0]]), sun=(270, 45), spacing=2)
    array([[False,  True, False, False]])
    """
    dark = np.zeros(np.shape(heights), bool)
    for down, right, climb in beam(heights, sun, spacing):
        rows, rows_ahead = _overlap(down, len(dark))
        columns, columns_ahead = _overlap(right, len(dark[0]))
        dark[rows, columns] |= heights[rows_ahead, columns_ahead] > heights[rows, columns] + climb
    return dark


_kept = {}  # what this process keeps: the terrain, and the shared memory in which it may lie


def keep_terrain(heights, spacing=40.0):
    """Keep a terrain in this process for `shadow_here`: an initializer for workers."""
    _kept.update(heights=heights, spacing=spacing)


def attach_terrain(name, shape, spacing=40.0):
    """Keep a terrain of float64 that lies in shared memory: an initializer for workers."""
    memory = _kept["memory"] = SharedMemory(name)  # an array alone would not hold it open
    keep_terrain(np.ndarray(shape, np.float64, memory.buf), spacing)


def shadow_here(sun):
    """Return the `shadow` of the terrain that this process keeps.

    >>> keep_terrain(np.array([[3, 0, 0, 0]]), spacing=2)
    >>> shadow_here((270, 45))
    array([[False,  True, False, False]])
    """
    if "heights" not in _kept:
        raise ValueError("heights must be kept in this process first: see keep_terrain")
    return shadow(_kept["heights"], sun, _kept["spacing"])


def _overlap(shift, length):
    """Slice the cells that are still on the map after a shift, and the cells where they arrive."""
    inside = max(0, length - abs(shift))
    here, ahead = max(0, -shift), max(0, shift)
    return slice(here, here + inside), slice(ahead, ahead + inside)


def _check_spacing(spacing):
    if not spacing > 0:
        raise ValueError(f"spacing must be more than 0 metres, not {spacing!r}")
