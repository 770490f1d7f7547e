"""Files through which tasks wait, end or die when a check says so."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

__all__ = ["file_pairs", "gate_and_free", "stumbling"]


@contextmanager
def gate_and_free():
    """Give two paths to `tasks.hold`: it waits for the first file; the second one is there."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        gate, free = Path(folder, "gate"), Path(folder, "free")
        free.touch()
        yield gate, free


@contextmanager
def file_pairs():
    """Give eight paths to `tasks.hold`, in pairs: the first task ends after the second one."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        files = [Path(folder, name) for name in "abcd"]
        for file in files:
            file.touch()
        yield [path for file in files for path in (Path(f"{file}.done"), file)]


@contextmanager
def stumbling(*deaths):
    """Give paths to `tasks.stumble`, one a number of deaths, and ask for the starts of each.

    >>> from helpers import tasks
    >>> with stumbling(0, 0) as (paths, starts):
    ...     _ = tasks.stumble(paths[1])
    ...     starts()
    [0, 1]
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        paths = [Path(folder, f"task {number}") for number in range(len(deaths))]
        for path, count in zip(paths, deaths, strict=True):
            path.write_text(str(count))
        yield (
            paths,
            lambda: [n - int(p.read_text()) for p, n in zip(paths, deaths, strict=True)],
        )
