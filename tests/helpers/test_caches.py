"""The size of the caches: in trees, answers and dictionaries made up for the test."""

import os
import struct
import sys

import pytest

import helpers.caches
from helpers.caches import _entries, _linux, _macos, cache_size


def tree(root, caches):
    """Write what Linux lists: (CPUs, level, type, size), in the folder of each of these CPUs."""
    for number, (cpus, level, kind, size) in enumerate(caches):
        for cpu in cpus:
            index = root / f"cpu{cpu}" / "cache" / f"index{number}"
            index.mkdir(parents=True)
            shared = f"{min(cpus)}-{max(cpus)}" if len(cpus) > 1 else f"{cpus[0]}"
            files = {"level": level, "type": kind, "size": size, "shared_cpu_list": shared}
            for name, text in files.items():
                (index / name).write_text(f"{text}\n")
    (root / "cpufreq").mkdir(parents=True)  # not a CPU
    return root


ONE_EACH = [([cpu], 2, "Unified", "1024K") for cpu in range(4)]


@pytest.mark.parametrize(
    ("caches", "cpus", "size"),
    [
        ([*ONE_EACH, ([0, 1, 2, 3], 3, "Unified", "32768K")], None, 32 * 2**20),
        # Two last caches, each of two CPUs: what this process may use counts.
        ([([0, 1], 3, "Unified", "32M"), ([2, 3], 3, "Unified", "96M")], None, 2**27),
        ([([0, 1], 3, "Unified", "32M"), ([2, 3], 3, "Unified", "96M")], {2}, 96 * 2**20),
        (ONE_EACH, {0, 1, 2}, 3 * 2**20),
        ([([0], 1, "Data", "32K"), ([0], 1, "Instruction", "64K")], None, 2**15),
        ([([0], 3, "Unified", "")], None, None),
        ([([0], 3, "Unified", "32X"), ([0], 2, "Unified", "1M")], None, 2**20),
        ([], None, None),
    ],
)
def test_linux(tmp_path, caches, cpus, size):
    assert _linux(tree(tmp_path, caches), cpus) == size


def test_linux_without_a_file(tmp_path):
    root = tree(tmp_path, [([0], 3, "Unified", "32M")])
    (root / "cpu0/cache/index0/size").unlink()
    assert _linux(root) is None
    assert _linux(tmp_path / "nothing") is None


@pytest.mark.parametrize(
    ("facts", "size"),
    [
        ({"hw.l3cachesize": 6 << 20, "hw.l2cachesize": 1 << 18, "hw.packages": 1}, 6 << 20),
        (  # eight cores, two clusters of four, and two slow cores
            {"hw.nperflevels": 2, "hw.l2cachesize": 4 << 20}
            | {"hw.perflevel0.l2cachesize": 12 << 20, "hw.perflevel0.physicalcpu": 8}
            | {"hw.perflevel0.cpusperl2": 4, "hw.perflevel1.l2cachesize": 4 << 20}
            | {"hw.perflevel1.physicalcpu": 2, "hw.perflevel1.cpusperl2": 2},
            28 << 20,
        ),
        ({"hw.l2cachesize": 4 << 20}, 4 << 20),
        ({}, None),
    ],
)
def test_macos(facts, size):
    assert _macos(facts.get) == size


def test_macos_without_sysctl(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert _macos(helpers.caches._sysctl) is None


def entry(mask, about, level=0, size=0, kind=0):
    """Pack an entry as Windows lays it out in memory."""
    return struct.pack("<QIIBBHIII", mask, about, 0, level, 16, 64, size, kind, 0)


def test_windows():
    core, l1 = entry(0b11, 0), entry(0b11, 2, level=1, size=2**15, kind=1)
    last = entry(0b0011, 2, level=3, size=2**24) + entry(0b1100, 2, level=3, size=2**24)
    assert _entries(core + l1 + entry(0b11, 2, level=2, size=2**20) + last) == 2**25
    assert _entries(core + l1) is None
    assert _entries(b"") is None


def test_here():
    size = cache_size()
    assert size is None or size >= 2**15
    if sys.platform == "linux" and os.path.exists("/sys/devices/system/cpu/cpu0/cache/index2/size"):
        assert size


def test_it_is_one_of_the_facts(monkeypatch):
    monkeypatch.setattr("helpers.machine.cache_size", lambda: 300 << 20)
    assert helpers.cpu_facts().cache == 300 << 20
