"""The same hand-in gets the same marks each time, also on a machine that is busy."""

import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager

import pytest
from small_course import FULL, can_seclude

from parcours.notebooks import grade_id

pytestmark = [
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not can_seclude(), reason="no sandbox here"),
]

POOL = """\
from multiprocessing import Pool
from helpers import rendezvous
def double(x):
    with Pool(2) as pool:
        assert rendezvous(pool.map, 2), "nobody met"
        return sum(pool.map(int, [x, x]))
"""
JOBLIB = """\
from joblib import Parallel, delayed
from helpers import rendezvous
def everywhere(fn, items):
    return Parallel(2)(delayed(fn)(item) for item in items)
def triple(x):
    assert rendezvous(everywhere, 2), "nobody met"
    return sum(everywhere(abs, [x] * 3))
"""
BURN = "while True: pass"


@contextmanager
def burners(count):
    """Keep the machine busy."""
    started = [subprocess.Popen([sys.executable, "-c", BURN]) for _ in range(count)]
    try:
        yield
    finally:
        for one in started:
            one.kill()
            one.wait()


def test_marks_under_load(released, tmp_path, request):
    everything = request.config.getoption("--everything")
    students, load = (100, 2 * os.cpu_count()) if everything else (4, 0)
    course = released.copy(tmp_path / "course")
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write("c.ExecutePreprocessor.timeout = 60\nc.Grader.total_timeout = 600\n")
    nb = course.answered()
    for cell in nb.cells:
        cell.source = {"double": POOL, "triple": JOBLIB}.get(grade_id(cell), cell.source)
    for i in range(students):
        course.hand_in(f"s{i:02}", nb)
    with burners(load):
        said = course.grade(check=False, timeout=3500)
    marks = Counter(tuple(one["points"][name][0] for name in FULL) for one in said.values())
    print(f"marks of {students} under {load} burners: {dict(marks)}")
    assert marks == {tuple(FULL.values()): students}, [one["messages"] for one in said.values()]
    assert not course.processes()
