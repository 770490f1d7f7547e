"""Seconds, for people."""

from math import floor, log10

from matplotlib.ticker import EngFormatter

__all__ = ["seconds"]


def seconds(value):
    """Write seconds with three digits and the prefix that suits them: ``12.3 ms``."""
    value = float(f"{value:.2e}")
    places = 2 - floor(log10(abs(value))) % 3 if value else 0
    return EngFormatter(unit="s", places=places)(value)
