"""The files of a hand-in: into the sandbox, and what the notebook wrote out of it again.

They travel as a dictionary: path below the folder, with slashes -> mode bits and content in Base64.
An empty folder is a path that ends with a slash.
"""

import base64
import os
import re
import shutil
import stat
from fnmatch import fnmatch
from pathlib import Path

__all__ = [
    "MOST",
    "all_files",
    "content",
    "empty_folders",
    "look",
    "pack",
    "packed",
    "put",
    "unpack",
    "write",
]

MOST = 1000  # files
ODD = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
LONGEST = 500  # characters of a path: there must be room for that of the folder before it


def packed(data, mode=0o644):
    """Return a file as it travels."""
    return [mode, base64.b64encode(data).decode()]


def content(file):
    """Return the bytes of a file that has travelled."""
    return base64.b64decode(file[1])


def unpack(folder, files):
    """Write files below a folder; as root's, they may be changed by their owner, as by root."""
    for name, file in files.items():
        if name.endswith("/"):
            path = _below(folder, name)
            _make_room(folder, path)
            path.mkdir(exist_ok=True)
        else:
            write(folder, name, content(file), file[0])


def look(folder):
    """Return what tells that a file has been changed: path below the folder -> its marks."""
    found = {}
    for path in _regular(folder):
        one = path.lstat()
        marks = one.st_ino, one.st_mode, one.st_size, one.st_mtime_ns, one.st_ctime_ns
        found[path.relative_to(folder).as_posix()] = marks
    return found


def pack(folder, before, limit):
    """Read what has changed below a folder since `look`.

    Parameters
    ----------
    folder : Path
    before : dict
        What `look` saw.
    limit : int
        Bytes in all; a file that no longer fits is left out, and so are links, and what else
        there may be.

    Returns
    -------
    changed : dict
    gone : list of str
        Paths of files that are no longer there.
    """
    changed, room, now = {}, limit, look(folder)
    for name, marks in now.items():
        size = marks[2]
        plain = _is_plain(name) and len(name) <= LONGEST
        if marks != before.get(name) and plain and size <= room and len(changed) < MOST:
            room -= size
            path = Path(folder, name)
            changed[name] = packed(path.read_bytes(), stat.S_IMODE(marks[1]))
    return changed, [name for name in before if name not in now]


def write(folder, name, data, mode=0o644):
    """Write a file below a folder, and nowhere else, whatever its name says."""
    path = _below(folder, name)
    _make_room(folder, path)
    path.write_bytes(data)
    path.chmod(mode & 0o777)


def put(source, folder, name):
    """Move a file below a folder."""
    path = Path(folder, name)
    _make_room(folder, path)
    os.replace(source, path)


def _below(folder, name):
    return Path(folder, *[part for part in name.split("/") if part not in ("", ".", "..")])


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
    for parent, _, names in _walk(folder, ignored):
        yield from (Path(parent, name) for name in names)


def empty_folders(folder, ignored=()):
    """Yield the paths of the folders in which there is nothing."""
    for parent, folders, names in _walk(folder, ignored):
        if not folders and not names and Path(parent) != Path(folder):
            yield Path(parent)


def _walk(folder, ignored):
    def kept(names):
        return sorted(one for one in names if not any(fnmatch(one, like) for like in ignored))

    for parent, folders, names in os.walk(folder):
        folders[:], names = kept(folders), kept(names)
        yield parent, folders, names


def _regular(folder):
    for path in all_files(folder):
        try:
            if stat.S_ISREG(path.lstat().st_mode):
                yield path
        except OSError:
            pass  # gone meanwhile


def _is_plain(name):
    """Whether a name has neither control characters nor bytes that are no characters."""
    return not ODD.search(name)
