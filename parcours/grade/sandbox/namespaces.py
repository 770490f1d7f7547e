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

from parcours.grade.supervisor.prctl import call, hide_memory

__all__ = ["enter", "furnish"]

NOBODY = 65534

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 8, 0x1000, 0x4000, 1 << 18

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


def furnish(megabytes, processes):
    """Mount a fresh ``/tmp``, ``/dev/shm`` and ``/proc``, and bring the loopback network up.

    Parameters
    ----------
    megabytes : int
        Size of ``/tmp``, and of ``/dev/shm``.
    processes : int
        How many processes there may be, where the kernel counts them for each namespace (6.14).
    """
    call("mount", b"none", b"/", None, MS_REC | MS_PRIVATE, None)
    size = f"size={megabytes}m,mode=1777".encode()
    kept = {path: os.open(path, os.O_PATH) for path in _mounted_below("/tmp")}
    for folder in (b"/tmp", b"/dev/shm"):
        call("mount", b"tmpfs", folder, b"tmpfs", MS_NOSUID | MS_NODEV, size)
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
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
    for file, value in (("user/max_user_namespaces", 0), ("kernel/pid_max", max(301, processes))):
        with suppress(OSError):  # an older kernel; RLIMIT_NPROC is there
            _write(f"/proc/sys/{file}", str(value))


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
