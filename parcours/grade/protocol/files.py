"""The files of a hand-in: into the sandbox, and what the notebook wrote out of it again."""

import base64
import os
import shutil
import stat
from fnmatch import fnmatch
from pathlib import Path

__all__ = ["MOST", "all_files", "pack", "put", "read_folder", "unpack", "write"]

MOST = 1000  # files
LONGEST = 500  # characters of a path: there must be room for that of the folder before it


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
        name, size = path.relative_to(folder).as_posix(), path.stat().st_size
        plain = name.isprintable() and len(name) <= LONGEST
        if plain and size <= room and len(found) < MOST:
            room -= size
            found[name] = base64.b64encode(path.read_bytes()).decode()
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
    _make_room(folder, path)
    path.write_bytes(content)


def put(source, folder, name):
    """Move a file below a folder."""
    path = Path(folder, name)
    _make_room(folder, path)
    os.replace(source, path)


def _make_room(folder, path):
    """Make the folders of a path, and remove what is in the way: a file may have become a folder."""
    for parent in path.relative_to(folder).parents:
        if Path(folder, parent).is_file():
            Path(folder, parent).unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def all_files(folder, ignored=()):
    """Yield the paths of all files below a folder, links too, but for those of an ignored name."""

    def kept(names):
        return sorted(one for one in names if not any(fnmatch(one, like) for like in ignored))

    for parent, folders, names in os.walk(folder):
        folders[:] = kept(folders)
        yield from (Path(parent, name) for name in kept(names))


def _regular(folder):
    for path in all_files(folder):
        try:
            if stat.S_ISREG(path.lstat().st_mode):
                yield path
        except OSError:
            pass  # gone meanwhile
