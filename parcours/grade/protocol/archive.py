"""What the instructor hands out, in one file, which travels once and is the same for all hand-ins.

It holds two folders: ``source``, which wins over what a student hands in, and ``release``, which
does not.
"""

import os
import tarfile
import tempfile
from pathlib import Path

__all__ = ["FOLDERS", "extract", "make_archive", "mode_of"]

FOLDERS = ("source", "release")


def make_archive(content):
    """Return a temporary file that has no name, and goes with the process.

    Parameters
    ----------
    content : dict of str to dict of str to Path
        One of `FOLDERS` -> path below it -> the file, or the empty folder.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115
    with tarfile.open(fileobj=file, mode="w", dereference=True) as archive:
        for folder, paths in content.items():
            for name, path in paths.items():
                archive.add(path, f"{folder}/{name}", recursive=False, filter=_member)
    file.flush()
    return file


def mode_of(path):
    """Return a file's mode bits; nobody, as whom root's hand-ins run, may do with it what root may."""
    return _allowed(path.stat().st_mode & 0o777)


def _allowed(mode):
    return mode | 0o600 if hasattr(os, "getuid") and os.getuid() == 0 else mode


def _member(member):
    member.mode = _allowed(member.mode & 0o777)
    return member


def extract(file, folder):
    """Write what is in an archive below a folder; return its size in bytes and in files."""
    size = number = 0
    for name in FOLDERS:
        Path(folder, name).mkdir(parents=True)
    file.seek(0)
    with tarfile.open(fileobj=file) as archive:
        archive.extraction_filter = lambda member, _: member  # it is the instructor's
        for member in archive:
            if member.isdir():
                Path(folder, member.name).mkdir(parents=True, exist_ok=True)
                continue
            archive.extract(member, folder)
            size, number = size + member.size, number + 1
    return size, number
