"""The command line that puts the server into bubblewrap: what it may see, and nothing else."""

import functools
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

__all__ = ["NoSandbox", "walls"]

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/sys")
EMPTY = ("/home", "/media", "/mnt", "/root", "/run", "/run/lock", "/srv", "/var", "/var/log")
# What programs look for in /etc. Not all that there is: others keep passwords there, for everybody.
SETTINGS = [
    "ImageMagick-6",
    "ImageMagick-7",
    "OpenCL",
    "R",
    "X11/rgb.txt",
    "adduser.conf",
    "alternatives",
    "bash.bashrc",
    "bash_completion.d",
    "ca-certificates",
    "ca-certificates.conf",
    "ca-certificates/extracted",
    "crypto-policies",
    "debian_version",
    "default/locale",
    "dictionaries-common",
    "ethertypes",
    "fedora-release",
    "fonts",
    "gai.conf",
    "gnutls",
    "graphviz",
    "host.conf",
    "hostname",
    "inputrc",
    "issue",
    "java",
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "locale.alias",
    "locale.conf",
    "localtime",
    "login.defs",
    "lsb-release",
    "machine-id",
    "magic",
    "magic.mime",
    "mailcap",
    "matplotlibrc",
    "mime.types",
    "mtab",
    "networks",
    "nsswitch.conf",
    "octave.conf",
    "os-release",
    "papersize",
    "perl",
    "pki/ca-trust",
    "pki/java",
    "pki/tls",
    "profile",
    "profile.d",
    "protocols",
    "python3",
    "python3.11",
    "python3.12",
    "python3.13",
    "python3.14",
    "redhat-release",
    "resolv.conf",
    "rpc",
    "services",
    "shells",
    "skel",
    "ssl/cert.pem",
    "ssl/certs",
    "ssl/openssl.cnf",
    "system-release",
    "terminfo",
    "texmf",
    "timezone",
    "vim",
    "wgetrc",
    "xdg",
    "xml",
]
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


def walls(hidden=(), read_only=()):
    """Return the words that go in front of a command to run it in bubblewrap.

    Parameters
    ----------
    hidden : sequence of Path
        Folders that stay unseen, also where they lie in one that Python needs.
    read_only : sequence of str
        Folders, or files, that are shown besides, at their own paths.

    Raises
    ------
    NoSandbox
        Where there is no bubblewrap, or one of `read_only` is not there.
    """
    if sys.platform != "linux":
        raise NoSandbox(f"bubblewrap runs on Linux only, and this is {sys.platform}")
    if not (program := shutil.which("bwrap")):
        raise NoSandbox("bubblewrap is not installed (on Debian: apt install bubblewrap)")
    words = [program, "--die-with-parent", "--new-session", "--unshare-pid", "--unshare-ipc"]
    words += ["--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    words += ["--hostname", socket.gethostname()]
    if os.getuid() == 0:  # bubblewrap would leave it all its powers; these two end it being root
        words += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    for folder in SYSTEM:
        if os.path.islink(folder):
            words += ["--symlink", os.readlink(folder), folder]
        elif os.path.isdir(folder):
            words += ["--ro-bind", folder, folder]
    words += _settings()
    # The whole of /proc, for a hand-in could not mount its own if part of this one were covered.
    words += ["--bind", "/proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    for folder in EMPTY:
        words += ["--dir", folder]
    words += ["--symlink", "../tmp", "/var/tmp", "--symlink", "../run", "/var/run"]
    shown = [Path(one) for one in SYSTEM if os.path.isdir(one) and not os.path.islink(one)]
    seen = [path for path in _python() if not any(path.is_relative_to(one) for one in shown)]
    for path in seen:
        words += _show(path)
    hidden = [Path(path).resolve() for path in (*EXCHANGES, *hidden)]
    words += _cover(hidden, [*shown, *seen])
    for path in map(Path, read_only):
        words += _open(path)
        words += _cover(hidden, [path, path.resolve()])
    return [*words, "--chdir", "/"]


def _show(path):
    words = []
    for parent in reversed(path.parents[:-1]):
        words += ["--dir", str(parent)]  # one that --ro-bind makes is for root only
    return [*words, "--ro-bind", str(path), str(path)]


def _open(path):
    """Show what the instructor wants to be shown."""
    if not path.is_absolute() or not path.exists():
        raise NoSandbox(f"c.Grader.read_only names {path}, and there is no such folder here")
    wanted = 0o005 if path.is_dir() else 0o004
    if os.getuid() == 0 and path.stat().st_mode & wanted != wanted:
        raise NoSandbox(
            f"c.Grader.read_only names {path}, which only root may read, and root's hand-ins run as "
            "nobody: allow it with chmod o+rX"
        )
    return _show(path)


def _cover(hidden, shown):
    """Return the words that hide folders which lie in a folder that is shown."""
    words = []
    for path in hidden:
        if path.is_dir() and any(path.is_relative_to(one) for one in shown):
            words += ["--tmpfs", str(path)]
    return words


def _settings():
    words, folders = ["--dir", "/etc"], {"/etc"}
    for name in SETTINGS:
        path = f"/etc/{name}"
        if not os.path.exists(path):
            continue
        if (folder := os.path.dirname(path)) not in folders:
            words += ["--dir", folder]
            folders.add(folder)
        if os.path.islink(path) and os.path.realpath(path).startswith(("/usr/", "/proc/")):
            words += ["--symlink", os.readlink(path), path]  # which says the name of the time zone
        else:
            words += ["--ro-bind", path, path]
    return words


@functools.cache
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
