"""The files of a hand-in: into the sandbox, and what the notebook wrote out of it again."""

import base64
import os
import stat
from pathlib import Path

__all__ = ["pack", "read_folder", "unpack", "write"]

MOST = 1000  # files


def read_folder(folder, limit):
    """Read the regular files below a folder; links and what else there may be are left out.

    Parameters
    ----------
    folder : Path
    limit : int
        Bytes in all; a file that no longer fits is left out.

    Returns
    -------
    dict of str to str
        Path below the folder, with slashes -> content in Base64.
    """
    found, room = {}, limit
    for path in _regular(folder):
        size = path.stat().st_size
        if size <= room and len(found) < MOST:
            room -= size
            found[path.relative_to(folder).as_posix()] = base64.b64encode(
                path.read_bytes()
            ).decode()
    return found


def unpack(folder, files):
    """Write the files below a folder, and return them for `pack`."""
    for name, content in files.items():
        write(folder, name, base64.b64decode(content))
    return files


def pack(folder, before, limit):
    """Read what has changed below a folder since `unpack`, within a limit in bytes."""
    now = read_folder(folder, limit)
    return {name: content for name, content in now.items() if before.get(name) != content}


def write(folder, name, content):
    """Write a file below a folder, and nowhere else, whatever its name says."""
    path = Path(folder, *[part for part in name.split("/") if part not in ("", ".", "..")])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def _regular(folder):
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            try:
                if stat.S_ISREG(path.lstat().st_mode):
                    yield path
            except OSError:
                pass  # gone meanwhile
