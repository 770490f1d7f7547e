"""The shadows against a walk from each cell, the sun against what an almanac says."""

import math
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool
from multiprocessing.shared_memory import SharedMemory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import sunshine
from helpers.sunshine import (
    attach_terrain,
    beam,
    keep_terrain,
    shadow,
    shadow_here,
    sun_positions,
    terrain,
)

directions = st.tuples(st.floats(0, 360), st.floats(0.1, 90))


def walk(heights, row, column, sun, spacing):
    """Say whether a cell is dark: look at all the cells that its sunbeam may cross."""
    azimuth, elevation = map(math.radians, sun)
    south, east = -math.cos(azimuth), math.sin(azimuth)
    step = 1 / max(abs(south), abs(east))
    for k in range(1, max(heights.shape)):
        r, c = row + round(k * step * south), column + round(k * step * east)
        if 0 <= r < heights.shape[0] and 0 <= c < heights.shape[1]:
            ray = heights[row, column] + k * step * spacing * math.tan(elevation)
            if heights[r, c] > ray + 1e-6:
                return True
            if heights[r, c] > ray - 1e-6:
                return None  # too close to call
    return False


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9), st.integers(1, 9), directions, st.integers(0, 2**32))
def test_a_shadow_is_what_a_walk_from_each_cell_finds(rows, columns, sun, seed):
    heights = np.random.default_rng(seed).integers(0, 100, (rows, columns)).astype(float)
    dark = shadow(heights, sun, 10.0)
    assert dark.shape == heights.shape and dark.dtype == bool
    for row in range(rows):
        for column in range(columns):
            assert walk(heights, row, column, sun, 10.0) in (dark[row, column], None)


@pytest.mark.parametrize(
    ("azimuth", "dark"),
    [(0, (2, 1)), (90, (1, 0)), (180, (0, 1)), (270, (1, 2)), (45, (2, 0)), (225, (0, 2))],
)
def test_a_tower_casts_its_shadow_away_from_the_sun(azimuth, dark):
    heights = np.zeros((3, 3))
    heights[1, 1] = 10
    assert np.argwhere(shadow(heights, (azimuth, 30), 10.0)).tolist() == [list(dark)]


@given(directions)
def test_a_plain_has_no_shadow_and_needs_no_step(sun):
    heights = np.full((5, 8), 700.0)
    assert beam(heights, sun) == []
    assert not shadow(heights, sun).any()


def test_the_lower_the_sun_the_longer_the_way():
    heights = terrain(50, spacing=320.0)
    lengths = [len(beam(heights, (100, elevation), 320.0)) for elevation in (60, 30, 10, 3, 1)]
    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[-1] == 49


@given(directions)
def test_a_beam_climbs_by_the_distance_and_leads_straight(sun):
    heights = np.array([[0.0] * 30, [5000.0] * 30])
    for down, right, climb in beam(heights, sun, 50.0):
        distance = climb / math.tan(math.radians(sun[1])) / 50
        assert math.hypot(down, right) == pytest.approx(distance, abs=0.5)
        assert -down == pytest.approx(distance * math.cos(math.radians(sun[0])), abs=0.5 + 1e-6)
        assert right == pytest.approx(distance * math.sin(math.radians(sun[0])), abs=0.5 + 1e-6)


def test_a_terrain_has_a_village_without_winter_sun():
    heights = terrain()
    assert heights.shape == (400, 400) and heights.dtype == np.float64
    assert np.array_equal(heights, np.rint(heights))
    assert np.array_equal(heights, terrain())
    assert not np.array_equal(heights, terrain(seed=4))
    assert heights.max() > 1500 + heights.min()
    village = heights[:, 200].argmin(), 200
    winter, summer = (
        [shadow(heights, sun)[village] for sun in sun_positions(day, 46.0, 120)]
        for day in (355, 172)
    )
    assert all(winter) and not all(summer)


@pytest.mark.parametrize(
    ("day", "latitude", "noon"),
    [
        (172, 46.0, 67.45),
        (355, 46.0, 20.55),
        (81, 0.0, 90.0),
        (172, -33.9, 32.65),
        (355, 67.0, None),
    ],
)
def test_the_sun_at_noon(day, latitude, noon):
    suns = sun_positions(day, latitude, 1)
    if noon is None:
        assert suns == []  # the polar night
    else:
        assert max(elevation for _, elevation in suns) == pytest.approx(noon, abs=0.15)


def test_a_day_is_symmetric_and_runs_from_east_to_west():
    suns = sun_positions(81, 46.0, 30)
    assert len(suns) == 24  # the equinox: twelve hours
    azimuths, elevations = np.array(suns).T
    assert (np.diff(azimuths) > 0).all()
    np.testing.assert_allclose(azimuths + azimuths[::-1], 360)
    np.testing.assert_allclose(elevations, elevations[::-1])
    assert sun_positions(172, 70.0, 60)[0][0] < 90 and len(sun_positions(172, 70.0, 60)) == 24


def test_workers_keep_a_terrain_or_attach_one():
    heights, sun = terrain(30, 500.0), (140, 12)
    with Pool(1, keep_terrain, (heights, 500.0)) as pool:
        assert np.array_equal(pool.apply(shadow_here, (sun,)), shadow(heights, sun, 500.0))
    memory = SharedMemory(create=True, size=heights.nbytes)
    try:
        np.ndarray(heights.shape, heights.dtype, buffer=memory.buf)[:] = heights
        address = (memory.name, heights.shape, 500.0)
        with ProcessPoolExecutor(1, initializer=attach_terrain, initargs=address) as executor:
            dark = executor.submit(shadow_here, sun).result()
        assert np.array_equal(dark, shadow(heights, sun, 500.0))
    finally:
        memory.close()
        memory.unlink()


def test_nothing_is_kept(monkeypatch):
    monkeypatch.setattr(sunshine, "_kept", {})
    with pytest.raises(ValueError, match=r"^heights must be kept"):
        shadow_here((90, 45))


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("n", lambda: terrain(1)),
        ("spacing", lambda: terrain(9, spacing=0)),
        ("spacing", lambda: shadow(np.zeros((2, 2)), (90, 45), math.nan)),
        ("day", lambda: sun_positions(0, 46)),
        ("latitude", lambda: sun_positions(1, 91)),
        ("step", lambda: sun_positions(1, 46, 0)),
        ("heights", lambda: beam([1, 2], (90, 45))),
        ("sun", lambda: beam(np.zeros((2, 2)), (90, 0))),
        ("sun", lambda: shadow(np.zeros((2, 2)), (90, 91))),
    ],
)
def test_wrong_arguments(name, call):
    with pytest.raises(ValueError, match=rf"^{name} must"):
        call()
