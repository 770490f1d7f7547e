"""A forked process's own namespaces: what bubblewrap does, without starting a program.

Bubblewrap keeps the server and all hand-ins away from the machine; this keeps them from each other.
It takes 3 ms, and the modules that the server has imported stay in memory.
"""

import fcntl
import os
import socket
import stat
import struct
from contextlib import suppress
from pathlib import Path

from parcours.grade.sandbox.identity import NOBODY
from parcours.grade.supervisor.prctl import call, hide_memory

__all__ = ["enter", "furnish", "overlay", "unmount"]

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT = 1, 2, 4, 8, 0x20
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 1 << 18

MNT_DETACH = 2
BASE = Path("/mnt")  # where all is put together

SIOCSIFFLAGS, IFF_UP = 0x8914, 1


def enter():
    """Leave for namespaces of one's own; the next child will be process 1 there.

    Root becomes nobody: limits on processes do not hold for root, and root owns ``/proc/sys``.
    """
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        hide_memory(False)  # or /proc/self would be root's
    uid, gid = os.getuid(), os.getgid()
    kinds = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET
    call("unshare", kinds)
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{uid} {uid} 1")
    _write("/proc/self/gid_map", f"{gid} {gid} 1")


def furnish(size, tasks, handout):
    """Mount a fresh ``/tmp``, ``/dev/shm`` and ``/proc``, and bring the loopback network up.

    Parameters
    ----------
    size : int
        Bytes of ``/tmp``, and of ``/dev/shm``.
    tasks : int
        How many processes and threads there may be, where the kernel counts them for each
        namespace (6.14).
    handout : Handout
        What lies in ``/tmp`` from the start.
    """
    call("mount", b"none", b"/", None, MS_REC | MS_PRIVATE, None)
    kept = {path: os.open(path, os.O_PATH) for path in _mounted_below("/tmp")}
    _tmpfs("/dev/shm", size)
    _tmpfs(BASE, size + handout.copied)
    for folder in (BASE / "tmp", BASE / "spare"):
        folder.mkdir()
    (BASE / "tmp").chmod(0o1777)
    handout.lay(BASE / "tmp", BASE / "spare")
    call("mount", bytes(BASE / "tmp"), b"/tmp", None, MS_BIND | MS_REC, None)
    unmount(BASE)
    for path, handle in kept.items():  # Python itself may be installed there
        if stat.S_ISDIR(os.stat(handle).st_mode):
            os.makedirs(path)
        else:  # a module in a single file
            os.makedirs(os.path.dirname(path), exist_ok=True)
            os.close(os.open(path, os.O_CREAT))
        source = f"/proc/self/fd/{handle}".encode()
        call("mount", source, path.encode(), None, MS_BIND | MS_REC, None)
        os.close(handle)
    call("mount", b"proc", b"/proc", b"proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, None)
    flags = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV
    for folder in (b"/", b"/dev"):  # bubblewrap's, and the same for all hand-ins
        call("mount", None, folder, None, flags, None)
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
    settings = {
        "user/max_user_namespaces": 0,
        "kernel/pid_max": max(301, tasks),
        "net/ipv4/ip_unprivileged_port_start": 0,  # on a network of its own, a hand-in may serve
        "net/ipv4/ping_group_range": f"{os.getgid()} {os.getgid()}",
    }
    for file, value in settings.items():
        with suppress(OSError):  # an older kernel; RLIMIT_NPROC is there
            _write(f"/proc/sys/{file}", str(value))


def overlay(target, layers, spare):
    """Show folders in one place, the first before the next; what is changed there goes to `spare`."""
    options = f"lowerdir={':'.join(map(str, layers))},upperdir={spare}/upper,workdir={spare}/work"
    flags = MS_NOSUID | MS_NODEV
    call("mount", b"overlay", bytes(target), b"overlay", flags, f"{options},userxattr".encode())


def unmount(path):
    """Take a mount out of sight, or leave the path alone where there is none."""
    with suppress(OSError):
        call("umount2", bytes(path), MNT_DETACH)


def _tmpfs(path, size):
    options = f"size={size},mode=1777".encode()
    call("mount", b"tmpfs", bytes(Path(path)), b"tmpfs", MS_NOSUID | MS_NODEV, options)


def _mounted_below(folder):
    """Return where the sandbox shows something in the folder."""
    with open("/proc/self/mountinfo", encoding="utf-8") as file:
        points = sorted(line.split()[4] for line in file)
    found = []
    for point in points:
        if point.startswith(f"{folder}/") and not point.startswith(
            tuple(f"{one}/" for one in found)
        ):
            found.append(point)
    return found


def _write(path, text):
    with open(path, "w", encoding="ascii") as file:
        file.write(text)
