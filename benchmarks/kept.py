"""The rows that an interrupted run has measured: the next one, on the same machine, goes on."""

import shutil

import cloudpickle

from benchmarks.facts import facts

__all__ = ["Kept"]


class Kept:
    """A folder of rows, a file each, with the facts of the machine and the day.

    Parameters
    ----------
    folder : Path
        It is made when the first row is put there.
    """

    def __init__(self, folder):
        self.folder, self.facts = folder, facts()

    def get(self, name):
        """Return the row, or None when it was not measured, or elsewhere, or on another day."""
        file = self.folder / f"{name}.pickle"
        if not file.exists():
            return None
        measured_on, row = cloudpickle.loads(file.read_bytes())
        return row if measured_on == self.facts else None

    def put(self, name, row):
        """Keep a row."""
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"{name}.part"
        part.write_bytes(cloudpickle.dumps((self.facts, row)))
        part.replace(self.folder / f"{name}.pickle")  # whole, or not at all

    def clear(self):
        """Forget all rows: the run is complete."""
        shutil.rmtree(self.folder, ignore_errors=True)
