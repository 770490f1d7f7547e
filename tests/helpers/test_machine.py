"""The machine's facts: quotas in trees made up for the test and in real control groups."""

import json
import math
import multiprocessing
import os
import subprocess
import sys
import uuid
from contextlib import ExitStack
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
import threadpoolctl

import helpers.machine
from helpers.machine import CpuFacts, _quota, cpu_facts

FACTS = CpuFacts(8, 4, 6, 2.5, 3, 4, "spawn", 3 * 2**25)

V1 = "30 1 0:26 {root} {mount} rw,relatime shared:9 - cgroup cgroup rw,{controllers}\n"
V2 = "31 1 0:27 {root} {mount} rw,relatime - cgroup2 cgroup2 rw,nsdelegate\n"
NOISE = "20 1 8:1 / / rw - ext4 /dev/sda1 rw\n21 20 0:5 / /proc rw - proc proc rw\n\ncut off\n"


@pytest.fixture
def quota(tmp_path):
    """Give a function that makes up the files and returns the quota that is found in them."""

    def find(cgroup, mountinfo, files):
        process = tmp_path / "proc/self"
        process.mkdir(parents=True)
        (process / "cgroup").write_text(cgroup)
        (process / "mountinfo").write_text(NOISE + mountinfo)
        for name, text in files.items():
            path = tmp_path / "root" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        return _quota(tmp_path / "proc", tmp_path / "root")

    return find


def v1(folder, quota, period=100_000):
    microseconds = {"quota": quota, "period": period}
    return {f"{folder}/cpu.cfs_{name}_us": f"{value}\n" for name, value in microseconds.items()}


def v2(folder, text):
    return {f"{folder}/cpu.max": f"{text}\n"}


UNIFIED = V2.format(root="/", mount="/sys/fs/cgroup")
ONE_V1 = V1.format(root="/", mount="/cg/cpu,cpuacct", controllers="cpu,cpuacct")


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({}, None),
        (v2("sys/fs/cgroup/user/me", "max 100000"), None),
        (v2("sys/fs/cgroup/user/me", "50000 100000"), 0.5),
        (v2("sys/fs/cgroup/user/me", "300000 200000"), 1.5),
        (v2("sys/fs/cgroup/user", "150000 100000"), 1.5),  # an ancestor's
        (v2("sys/fs/cgroup", "150000 100000"), 1.5),
        (v2("sys/fs/cgroup/user/me", "max 100000") | v2("sys/fs/cgroup", "200000 100000"), 2.0),
        (v2("sys/fs/cgroup/user/me", "300000 100000") | v2("sys/fs/cgroup", "7 2"), 3.0),
        (v2("sys/fs/cgroup/user/me", "300000 100000") | v2("sys/fs/cgroup", "5 2"), 2.5),
        (v2("sys/fs/cgroup/user/you", "50000 100000"), None),  # another process's
        (v2("sys/fs", "50000 100000"), None),  # above the mount
    ],
)
def test_version_2(quota, files, found):
    assert quota("0::/user/me\n", UNIFIED, files) == found


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (v1("cg/cpu,cpuacct/a/b", -1), None),
        (v1("cg/cpu,cpuacct/a/b", 50_000), 0.5),
        (v1("cg/cpu,cpuacct/a/b", -1) | v1("cg/cpu,cpuacct/a", 30_000, 20_000), 1.5),
        (v1("cg/cpu,cpuacct/a/b", 10_000) | v1("cg/cpu,cpuacct/a", 30_000), 0.1),
        (v1("cg/memory/a/b", 10_000), None),  # not the hierarchy of the CPU
        (v1("cg/cpu,cpuacct/c", 10_000), None),  # not its path
    ],
)
def test_version_1(quota, files, found):
    memory = V1.format(root="/", mount="/cg/memory", controllers="memory")
    cgroup = "4:memory:/c\n3:cpuacct,cpu:/a/b\n2:cpuset:/c\n1:name=systemd:/c\n0::/c\n"
    assert quota(cgroup, memory + ONE_V1, files) == found


@pytest.mark.parametrize(("old", "new"), [(1.5, 2.5), (2.5, 1.5)])
def test_both_versions_together(quota, old, new):
    files = v1("cg/cpu,cpuacct/a", int(old * 1000), 1000) | v2("cg/unified/b", f"{new * 2:.0f} 2")
    unified = V2.format(root="/", mount="/cg/unified")
    assert quota("3:cpu:/a\n0::/b\n", ONE_V1 + unified, files) == 1.5


@pytest.mark.parametrize(
    ("path", "root", "folder"),
    [
        ("/", "/", "cg"),  # a namespace of its own
        ("/docker/abc", "/docker/abc", "cg"),  # the mount shows the container's group only
        ("/docker/abc/x", "/docker/abc", "cg/x"),
        ("/docker/abc/x", "/docker/abc", "cg"),
        ("/pods/abc", "/docker/abc", "cg"),  # the path is not in what the mount shows
        ("/docker/abcd", "/docker/abc", "cg"),
        ("/../abc", "/", "cg"),  # above the namespace
        ("/", "/../..", "cg"),
        ("/gone (deleted)", "/", "cg"),
    ],
)
def test_containers(quota, path, root, folder):
    assert quota(f"0::{path}\n", V2.format(root=root, mount="/cg"), v2(folder, "3 2")) == 1.5


def test_nothing_above_the_mount_is_read(quota):
    files = v2("cg", "3 2") | v2("abc", "1 2")
    assert quota("0::/../abc\n", V2.format(root="/", mount="/cg"), files) == 1.5


def test_the_mount_may_have_spaces(quota):
    mountinfo = V2.format(root="/", mount="/my\\040cg")
    assert quota("0::/a:b c\n", mountinfo, v2("my cg", "3 2")) == 1.5


@pytest.mark.parametrize(
    "text", ["", "max", "50000", "-5 100", "5 0", "0 100", "a b", "5.0 100", "1 2 3", "\x00\xff"]
)
def test_malformed_is_no_quota(quota, text):
    files = v2("sys/fs/cgroup/a", text) | v1("sys/fs/cgroup/a", text, "")
    assert quota("0::/a\n", UNIFIED, files) is None


def test_a_folder_in_place_of_a_file_is_no_quota(quota):
    assert quota("0::/a\n", UNIFIED, {"sys/fs/cgroup/a/cpu.max/x": ""}) is None


def test_no_proc_is_no_quota(tmp_path):
    assert _quota(tmp_path / "proc", tmp_path) is None


@pytest.mark.parametrize(
    ("logical", "affinity", "quota", "usable"),
    [
        (8, 8, None, 8),
        (8, 6, None, 6),
        (8, 6, 2.5, 3),  # half a CPU more still feeds a worker
        (8, 2, 2.5, 2),
        (8, 8, 0.1, 1),
        (8, 8, 64.0, 8),
        (None, None, None, 1),  # a platform that tells nothing
        (2, 8, None, 2),  # python -X cpu_count=2
    ],
)
def test_usable_is_the_least_limit(monkeypatch, logical, affinity, quota, usable):
    monkeypatch.setattr(os, "cpu_count", lambda: logical)
    monkeypatch.setattr(helpers.machine, "_affinity", lambda: affinity)
    monkeypatch.setattr(helpers.machine, "_quota", lambda: quota)
    facts = cpu_facts()
    assert facts.usable == usable
    assert facts.logical == (logical or 1)
    assert facts.affinity == (affinity or facts.logical)
    assert facts.quota == quota


@pytest.mark.parametrize(("known", "physical"), [(4, 4), (None, None), (OSError, None)])
def test_physical(monkeypatch, known, physical):
    def cpu_count(logical):
        assert not logical
        if known is OSError:
            raise FileNotFoundError("/proc/cpuinfo")
        return known

    monkeypatch.setattr(helpers.machine.psutil, "cpu_count", cpu_count)
    assert cpu_facts().physical == physical


def test_affinity_without_sched_getaffinity(monkeypatch):
    class Windows:
        def cpu_affinity(self):
            return [0, 2, 3]

    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(helpers.machine.psutil, "Process", Windows)
    assert cpu_facts().affinity == 3
    monkeypatch.setattr(helpers.machine.psutil, "Process", object)  # macOS
    assert cpu_facts().affinity == cpu_facts().logical


def test_blas_threads(monkeypatch):
    pools = [{"user_api": "openmp", "num_threads": 9}]
    monkeypatch.setattr(threadpoolctl, "threadpool_info", lambda: pools)
    assert cpu_facts().blas_threads is None
    pools += [{"user_api": "blas", "num_threads": n} for n in (2, 5, 3)]
    assert cpu_facts().blas_threads == 5


def test_blas_threads_follow_a_limit():
    if cpu_facts().blas_threads is None:
        pytest.skip("NumPy's BLAS is not one that threadpoolctl knows")
    with threadpoolctl.threadpool_limits(1, "blas"):
        assert cpu_facts().blas_threads == 1


def test_facts_read_as_a_table():
    assert str(FACTS).splitlines() == [
        "logical CPUs         8  that the operating system lists",
        "physical cores       4  each may show as two logical CPUs",
        "affinity             6  CPUs that this process may run on",
        "quota              2.5  CPUs' worth of time that it may spend",
        "usable CPUs          3  workers that can compute at the same time",
        "cache           96 MiB  the last level holds, of these CPUs together",
        "BLAS threads         4  in one linear algebra call of NumPy",
        "start method     spawn  how multiprocessing starts a process",
    ]
    unknown = str(CpuFacts(1, None, 1, None, 1, None, "forkserver", None)).splitlines()
    assert unknown[1].split()[2] == unknown[5].split()[1] == unknown[6].split()[2] == "unknown"
    assert unknown[3].split()[1] == "none"
    assert eval(repr(FACTS)) == FACTS


def test_facts_are_frozen():
    with pytest.raises(FrozenInstanceError):
        FACTS.usable = 100


# In processes of their own.

TELL = """
import dataclasses, json, multiprocessing, os, sys
{before}
from helpers.machine import cpu_facts
print(json.dumps(dataclasses.asdict(cpu_facts())))
{after}
"""


def facts_of_a_process(before="", after="", *arguments):
    code = TELL.format(before=before, after=after)
    command = [sys.executable, "-c", code, *arguments]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def test_the_start_method_is_the_default_and_stays_free():
    # set_start_method raises once a method is fixed.
    facts = facts_of_a_process(after="multiprocessing.set_start_method('spawn')")
    default = multiprocessing.get_all_start_methods()[0]
    assert facts["start_method"] == default


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_the_start_method_that_was_set(method):
    facts = facts_of_a_process(before=f"multiprocessing.set_start_method({method!r})")
    assert facts["start_method"] == method


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no affinity on this platform")
def test_pinned_to_one_core():
    here = cpu_facts()
    core = min(os.sched_getaffinity(0))
    facts = facts_of_a_process(before=f"os.sched_setaffinity(0, {{{core}}})")
    assert (facts["affinity"], facts["usable"]) == (1, 1)
    assert (facts["logical"], facts["physical"]) == (here.logical, here.physical)


JOIN = "open(sys.argv[1], 'w').write(str(os.getpid()))"


@pytest.fixture
def groups():
    """Make a control group and one in it; give their folders and a function that sets quotas."""
    top = Path("/sys/fs/cgroup")
    version_1 = (top / "cpu/cpu.cfs_quota_us").exists()
    outer = (top / "cpu" if version_1 else top) / f"parcours-{uuid.uuid4().hex}"
    inner = outer / "inner"

    def limit(folder, cpus):
        if version_1:
            (folder / "cpu.cfs_quota_us").write_text(f"{cpus * 100_000:.0f}")
        else:
            (folder / "cpu.max").write_text(f"{cpus * 100_000:.0f} 100000")

    with ExitStack() as stack:
        try:
            outer.mkdir()
            stack.callback(outer.rmdir)
            if not version_1:
                (outer / "cgroup.subtree_control").write_text("+cpu")
            inner.mkdir()
            stack.callback(inner.rmdir)
            limit(outer, 1)
        except OSError as error:
            pytest.skip(f"control groups cannot be made here: {error}")
        yield outer, inner, limit


@pytest.mark.parametrize("cpus", [0.5, 1, 1.5])
@pytest.mark.parametrize("level", ["leaf", "ancestor"])
def test_in_a_real_control_group(groups, level, cpus):
    outer, inner, limit = groups
    limit(outer, 2 if level == "leaf" else cpus)
    if level == "leaf":
        limit(inner, cpus)
    here = cpu_facts()
    facts = facts_of_a_process(JOIN, "", str(inner / "cgroup.procs"))
    assert facts["quota"] == min(cpus, here.quota or math.inf)
    assert facts["usable"] == min(here.affinity, math.ceil(facts["quota"]))
    assert (facts["logical"], facts["affinity"]) == (here.logical, here.affinity)
    assert facts["physical"] == here.physical
