"""The command line that puts the server into bubblewrap: what it may see, and nothing else."""

import functools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["NoSandbox", "walls"]

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")
SETTINGS = (
    "alternatives",
    "fonts",
    "group",
    "hosts",
    "ld.so.cache",
    "localtime",
    "mime.types",
    "nsswitch.conf",
    "passwd",
    "ssl/certs",
)
EXCHANGES = (Path("/usr/local/share/nbgrader"), Path("/usr/share/nbgrader"))


class NoSandbox(Exception):
    """There can be no sandbox here; the message says why."""


def walls(hidden=()):
    """Return the words that go in front of a command to run it in bubblewrap.

    Parameters
    ----------
    hidden : sequence of Path
        Folders that stay unseen, also where they lie in one that Python needs.

    Raises
    ------
    NoSandbox
        Where there is no bubblewrap.
    """
    if sys.platform != "linux":
        raise NoSandbox(f"bubblewrap runs on Linux only, and this is {sys.platform}")
    if not (program := shutil.which("bwrap")):
        raise NoSandbox("bubblewrap is not installed (on Debian: apt install bubblewrap)")
    words = [program, "--die-with-parent", "--new-session", "--unshare-pid", "--unshare-ipc"]
    words += ["--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "sandbox"]
    if os.getuid() == 0:  # bubblewrap would leave it all its powers; these two end it being root
        words += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    for folder in SYSTEM:
        path = Path(folder)
        if path.is_symlink():
            words += ["--symlink", os.readlink(path), folder]
        elif path.is_dir():
            words += ["--ro-bind", folder, folder]
    for name in SETTINGS:
        words += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    # The whole of /proc, for a hand-in could not mount its own if part of this one were covered.
    words += ["--bind", "/proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    seen = [path for path in _python() if not path.is_relative_to("/usr")]
    for path in seen:
        for parent in reversed(path.parents[:-1]):
            words += ["--dir", str(parent)]  # one that --ro-bind makes is for root only
        words += ["--ro-bind", str(path), str(path)]
    for path in (*EXCHANGES, *map(Path, hidden)):
        real = path.resolve()
        if real.is_dir() and any(real.is_relative_to(one) for one in (Path("/usr"), *seen)):
            words += ["--tmpfs", str(real)]
    return [*words, "--chdir", "/"]


@functools.cache
def _python():
    """Return the folders of this Python, and of the packages installed as links into others."""
    ask = "import json, sys; print(json.dumps([sys.path, sys.prefix, sys.base_prefix]))"
    answer = subprocess.run([sys.executable, "-P", "-c", ask], capture_output=True, check=True)
    search, *prefixes = json.loads(answer.stdout)
    roots = sorted({Path(one) for one in prefixes} | {Path(one).resolve() for one in prefixes})
    for folder in map(Path, search):
        if folder.name in ("site-packages", "dist-packages"):
            roots.append(folder)
        elif folder.is_dir() and not any(folder.is_relative_to(root) for root in roots):
            # Not the folder itself: the checkout of a course holds its corrections, too.
            roots += sorted(package.parent for package in folder.glob("*/__init__.py"))
    return roots
