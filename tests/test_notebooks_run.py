"""Every lesson and every correction runs untouched, however its processes start, also on one core.

Each lesson in one of these ways, in turn; `pytest --everything` runs each of them in all, and the
corrections too, which tests/test_submissions.py grades every time.
"""

import itertools
import multiprocessing
import os
import sys
from pathlib import Path

import pytest
from kernels import start_method, start_up_folder
from nbclient import NotebookClient

from parcours.notebooks import from_markdown

ROOT = Path(__file__).parents[1]
LESSONS = [*sorted(ROOT.glob("course/en/[0-9]*.md")), ROOT / "course/en/mistakes.md"]
CORRECTIONS = sorted(ROOT.glob("solutions/en/*/*.md"))
START_UPS = {method: start_method(method) for method in ("fork", "spawn", "forkserver")} | {
    "one-core": "import os; os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])"
}


def pytest_generate_tests(metafunc):
    if "source" in metafunc.fixturenames:
        cases = list(zip(LESSONS, itertools.cycle(START_UPS)))
        if metafunc.config.getoption("--everything", default=False):
            cases = list(itertools.product([*LESSONS, *CORRECTIONS], START_UPS))
        names = [f"{source.stem}-{way}" for source, way in cases]
        metafunc.parametrize(("source", "way"), cases, ids=names)


def skip_unless_possible(way):
    if way == "one-core" and not hasattr(os, "sched_setaffinity"):
        pytest.skip("this platform cannot pin a process to a core")
    if way == "fork" and sys.platform == "darwin":
        pytest.skip("on macOS a forked process may crash: Python does not fork there by default")
    if way != "one-core" and way not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this platform has no start method {way!r}")


@pytest.mark.timeout(300)
def test_it_runs_to_its_end(source, way, tmp_path):
    skip_unless_possible(way)
    ipython = start_up_folder(tmp_path, START_UPS[way])
    notebook = from_markdown(source.read_text(encoding="utf-8"))
    client = NotebookClient(
        notebook, kernel_name="python3", timeout=120, resources={"metadata": {"path": tmp_path}}
    )
    client.execute(env=os.environ | {"IPYTHONDIR": ipython})  # raises where a cell does
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    said = [out.text for cell in code for out in cell.outputs if out.get("name") == "stderr"]
    assert not any("Traceback" in text or "Error" in text for text in said), said
    for cell in code:
        if any("image/png" in out.get("data", {}) for out in cell.outputs):
            assert len(alt_text(cell)) > 20, f"a picture without alt text: {cell.source}"


def alt_text(cell):
    """Read what the cell says of its picture, where the site looks for it."""
    return cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
