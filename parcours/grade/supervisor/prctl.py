"""What a process asks of the kernel for itself, and Python has no words for."""

import ctypes
import os
import struct

__all__ = ["call", "die_with_parent", "hide_memory", "keep_orphans", "renounce"]

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
CAPABILITY_VERSION_3 = 0x20080522

libc = ctypes.CDLL(None, use_errno=True)


def renounce():
    """Give up every capability, for this process and all that it starts."""
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    with open("/proc/sys/kernel/cap_last_cap", encoding="ascii") as file:
        last = int(file.read())
    for capability in range(last + 1):
        _prctl(PR_CAPBSET_DROP, capability)
    header = struct.pack("Ii", CAPABILITY_VERSION_3, 0)
    call("capset", header, bytes(24))


def hide_memory(hidden=True):
    """Let no other process of the same user read this one's memory, files and environment."""
    _prctl(PR_SET_DUMPABLE, int(not hidden))


def keep_orphans():
    """Become the parent of all descendants whose own parent has ended."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent():
    """Be killed when the parent ends, however it ends."""
    _prctl(PR_SET_PDEATHSIG, 9)


def call(name, *arguments):
    """Call a function of the C library; raise an OSError when it fails."""
    if getattr(libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def _prctl(option, value):
    call("prctl", option, value, 0, 0, 0)
