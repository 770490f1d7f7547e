"""What the instructor hands out, in the sandbox: unpacked once, and laid under each hand-in."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from parcours.grade.protocol.archive import extract
from parcours.grade.sandbox import namespaces
from parcours.grade.sandbox.identity import NOBODY

__all__ = ["Handout"]

LIGHT, FEW = 8 << 20, 300  # bytes and files that are copied for each hand-in


class Handout:
    """The instructor's files, for the folder of each hand-in, and for ``course``.

    ``course`` holds those files alone that win over the student's. It comes first where modules are
    looked for.

    Parameters
    ----------
    file : file
        See `make_archive`.
    folder : str
        Name of the hand-in's folder.
    private : bool
        Whether there is a sandbox, in which root's hand-ins run as nobody.
    """

    def __init__(self, file, folder, private):
        self.place = tempfile.TemporaryDirectory(prefix="parcours-", ignore_cleanup_errors=True)
        place, self.name = Path(self.place.name), folder
        if private and os.getuid() == 0:  # they may change what nobody owns
            place.chmod(0o777)
            _extract_as_nobody(file, place)
        else:
            extract(file, place)
        found = [path for path in place.rglob("*") if path.is_file()]
        self.size = sum(path.stat().st_size for path in found)
        self.is_light = self.size <= LIGHT and len(found) <= FEW
        source, release = place / "source", place / "release"
        self.layers = {folder: [source, release]}
        if any(source.rglob("*.py")):
            self.layers["course"] = [source]

    def lay(self, root, spare):
        """Put the files into a folder, a mount of the hand-in's own.

        Where there is much, as layers: what the hand-in changes goes to `spare`, which it does not
        see.
        """
        if self.is_light:
            self.copy(root)
            return
        try:
            for name, layers in self.layers.items():
                for folder in (root / name, spare / name / "upper", spare / name / "work"):
                    folder.mkdir(parents=True)
                namespaces.overlay(root / name, layers, spare / name)
        except OSError:  # the kernel is older than 5.11, or the layers are too deep
            namespaces.unmount(root / self.name)
            self.copy(root)

    @property
    def copied(self):
        """Return how many bytes `lay` may copy."""
        return self.size * len(self.layers)

    def copy(self, root):
        """Copy the files into a folder."""
        for name, layers in self.layers.items():
            for layer in reversed(layers):
                shutil.copytree(layer, root / name, copy_function=shutil.copy, dirs_exist_ok=True)


def _extract_as_nobody(file, folder):
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        if status:
            sys.exit("the files of the assignment cannot be unpacked")
        return
    status = 1
    try:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        extract(file, folder)
        status = 0
    finally:
        os._exit(status)
