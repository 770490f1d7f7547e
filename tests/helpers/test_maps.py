"""The maps: where the site stands, which ridge hides the sun, whose hours are in the title."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers.maps import plot_hours, plot_relief, plot_shadows, plot_sky


@pytest.fixture(autouse=True)
def agg():
    plt.switch_backend("Agg")
    yield
    plt.close("all")


def test_a_site_is_marked_in_kilometres_from_the_north_western_corner():
    ax = plot_relief(np.zeros((32, 32)), site=(8, 24))
    assert ax.lines[0].get_xydata().tolist() == [[12.0, 4.0]]


def test_the_ridge_stands_where_the_mountain_is():
    heights = np.zeros((16, 16))  # cells of a kilometre
    heights[12, :] = 1000.0
    ax = plot_sky(heights, (8, 8), {"noon": [(180, 60)]})
    outline = ax.collections[0].get_paths()[0].vertices
    assert outline[:, 1].max() == pytest.approx(np.degrees(np.arctan2(1, 4)))
    assert outline[outline[:, 0] == 90, 1].max() == 0
    assert ax.lines[0].get_xydata().tolist() == [[180, 60]]


def test_a_map_for_each_mask_and_each_day():
    left, right = plot_shadows({"low": np.eye(4, dtype=bool), "high": np.zeros((4, 4), bool)})
    assert (left.get_title(), right.get_title()) == ("low", "high")
    minutes = np.zeros((4, 4), int)
    minutes[1, 2] = 90
    axes = plot_hours(np.zeros((4, 4)), (1, 2), {"June": minutes, "December": 0 * minutes})
    assert [ax.get_title() for ax in axes] == ["June: village 1.5 h", "December: village 0.0 h"]
