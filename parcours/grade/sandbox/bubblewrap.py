"""The command line that puts the server into bubblewrap: what it may see, and nothing else."""

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
NO_PACKAGES = ("source", "release", "submitted", "autograded", "feedback", "solutions", "tests")
# What this Python searches; where packages are that finders know, or links lead to.
ASK = """
import json, os, sys, sysconfig
named, links = [], []
for module in list(sys.modules.values()):  # setuptools' finders
    if (getattr(module, "__name__", None) or "").startswith("__editable__"):
        named += list(getattr(module, "MAPPING", {}).values())
        for paths in getattr(module, "NAMESPACES", {}).values():
            named += paths
for finder in sys.meta_path:  # those of editables, and of scikit-build
    named += list(getattr(finder, "_redirections", {}).values())
    named += list(getattr(finder, "known_source_files", {}).values())
named = [str(one) for one in named]
named = [os.path.dirname(one) if os.path.basename(one) == "__init__.py" else one for one in named]
# A module may be named without its ending.
named += [one + ".py" for one in named if os.path.isfile(one + ".py")]
for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
    for entry in os.scandir(folder):
        if entry.is_symlink():
            links.append(os.path.realpath(entry.path))
print(json.dumps([sys.path, [sys.prefix, sys.base_prefix], named, links]))
"""


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


def _python():
    """Return the folders of this Python, and of the packages installed as links into others."""
    answer = subprocess.run([sys.executable, "-P", "-c", ASK], capture_output=True, check=True)
    search, prefixes, named, links = json.loads(answer.stdout)
    roots = sorted({Path(one) for one in prefixes} | {Path(one).resolve() for one in prefixes})

    def add(paths):
        for path in map(Path, paths):
            if path.exists() and not any(path.is_relative_to(root) for root in roots):
                roots.append(path)

    for folder in map(Path, search):
        if folder.name in ("site-packages", "dist-packages"):
            roots.append(folder)
            continue
        # Not the folder itself: the checkout of a course holds its corrections, too.
        add(modules_in(folder) if folder.is_dir() else [folder])  # or an archive
    add(named)
    add(links)
    return roots


def modules_in(folder):
    """Return what can be imported from a folder: modules, packages, and packages of packages."""
    found = [path for path in sorted(folder.iterdir()) if path.suffix in (".py", ".pyc", ".so")]
    for path in sorted(folder.glob("*/")):
        if path.name.isidentifier() and path.name not in NO_PACKAGES:
            if (path / "__init__.py").exists():
                found.append(path)
            elif not any(path.glob("*.ipynb")):  # a namespace: what is in it, and not the rest
                inside = [*path.glob("*.py"), *path.glob("*.so")]
                found += [*inside, *(one.parent for one in path.glob("*/__init__.py"))]
    return found
