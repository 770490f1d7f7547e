"""The second group of measurements: the course's tools, pages, notebooks and size."""

from benchmarks import lessons, pages, size, tools
from benchmarks.units import seconds
from parcours.others import Others

__all__ = ["course"]


def course():
    """Measure them all; return tables by heading."""
    added = seconds(tools.overhead().median)
    parts = {
        f"`measure` beside timeit and pyperf (of an empty call it says {added} more)": tools.timers,
        "What a rendezvous of two tasks costs": tools.meetings,
        "What a student waits for": pages.waits,
        "Notebooks, run from top to bottom": lessons.runs,
        "What is installed for the course, the largest": lambda: size.installed().head(30),
    }
    tables = {}
    for heading, part in parts.items():
        with Others() as others:
            table = part()
        if part is not pages.waits:  # a browser and a server leave processes that count as others
            heading += f"; others took {others.share:.0%} of the CPU time"
        tables[heading] = table
    return tables
