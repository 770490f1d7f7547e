"""A figure with its spread, and what it was to reach."""

import statistics
from dataclasses import dataclass

__all__ = ["Claim", "Spread"]

TOO_WIDE = 0.10  # of the median, from quartile to quartile
NOISE = 0.02  # by which the median of two equal things may be off


@dataclass(frozen=True)
class Spread:
    """A median and its quartiles."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values):
        """Sum up several values of the same figure."""
        values = list(values)
        if len(values) == 1:
            return cls(values[0], values[0], values[0])
        low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
        return cls(middle, low, high)

    @property
    def noisy(self):
        """Whether the quartiles are too far apart for a figure that anyone should quote."""
        return self.high - self.low > TOO_WIDE * self.median

    def __format__(self, form):
        """Write the median and the quartiles, each in the form given."""
        return f"{self.median:{form}} ({self.low:{form}} to {self.high:{form}})"


@dataclass(frozen=True)
class Claim:
    """A ratio that should be at least so large.

    Where `beyond_noise` is true, it falls short only when three quarters of the rounds do, and the
    median by more than `NOISE`.
    """

    what: str
    ratio: Spread
    least: float
    beyond_noise: bool = False

    @property
    def unsure(self):
        """Whether the quartiles are far apart, and on both sides of what was to be reached."""
        return self.ratio.noisy and self.ratio.low < self.least <= self.ratio.high

    @property
    def holds(self):
        """Whether the ratio is large enough."""
        if self.beyond_noise and self.ratio.high >= self.least:
            return True
        return self.ratio.median >= self.least * (1 - NOISE * self.beyond_noise)
