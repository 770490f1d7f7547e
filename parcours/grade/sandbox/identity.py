"""Who a hand-in is, and what its machine is called: the files of /etc that say so."""

import os
import socket
from contextlib import suppress

try:
    import grp
    import pwd
except ImportError:  # Windows
    grp = pwd = None

__all__ = ["NOBODY", "identity", "user"]

NOBODY = 65534  # root's hand-ins run as nobody
HOME, SHELL = "/tmp", "/bin/sh"
LOOPBACK, OWN = ("127.", "::1"), "127.0.1.1"  # as Debian has it for a machine's own name


def identity():
    """Return the files that bubblewrap cannot just show, for they have to fit the sandbox.

    Returns
    -------
    dict of str to str
        Name of the file in ``/etc`` -> text.
    """
    uid, gid = _ids()
    name, others = user(), [line for line in _lines("passwd") if _field(line, 2) != str(uid)]
    groups = _lines("group")
    if str(gid) not in (_field(line, 2) for line in groups):
        groups.append(f"{_group(gid)}:x:{gid}:")
    return {
        "passwd": _text([*others, f"{name}:x:{uid}:{gid}:{_gecos(uid)}:{HOME}:{SHELL}"]),
        "group": _text(groups),
        "hosts": _text(_hosts(socket.gethostname())),
    }


def user():
    """Return the name of the user as whom hand-ins run."""
    with suppress(KeyError):
        return pwd.getpwuid(_ids()[0]).pw_name
    return "nobody"


def _ids():
    return (NOBODY, NOBODY) if os.getuid() == 0 else (os.getuid(), os.getgid())


def _gecos(uid):
    with suppress(KeyError):
        return pwd.getpwuid(uid).pw_gecos
    return ""


def _group(gid):
    with suppress(KeyError):
        return grp.getgrgid(gid).gr_name
    return "nogroup"


def _hosts(name):
    """Return the lines of hosts, with the machine's own name on the loopback: it has no other."""
    lines, known = [], set()
    for line in _lines("hosts"):
        address, *names = line.partition("#")[0].split() or [""]
        if name in names and not address.startswith(LOOPBACK):
            line = f"{OWN} {' '.join(names)}"
        lines.append(line)
        known.update(names)
    if "localhost" not in known:
        lines.insert(0, "127.0.0.1 localhost")
    return lines if name in known else [*lines, f"{OWN} {name}"]


def _lines(name):
    with suppress(OSError), open(f"/etc/{name}", encoding="utf-8", errors="replace") as file:
        return file.read().splitlines()
    return []


def _field(line, number):
    fields = line.split(":")
    return fields[number] if number < len(fields) else None


def _text(lines):
    return "".join(f"{line}\n" for line in lines)
