"""Every lesson and correction runs untouched, however its processes start, also on one core.

The claims of the lessons hold, but for those that rest on time: `parcours rehearse` judges them.
A claim that is false is added to each, and is the one that is reported.

Each lesson in one of these ways, in turn; `pytest --everything` runs each of them in all, and the
corrections too, which tests/test_submissions.py grades every time.
"""

import itertools
import multiprocessing
import os
import sys
from pathlib import Path

import pytest
from kernels import start_method

from parcours.rehearse.lesson import rehearse

ROOT = Path(__file__).parents[1]
LESSONS = [*sorted(ROOT.glob("course/en/[0-9]*.md")), ROOT / "course/en/mistakes.md"]
CORRECTIONS = sorted(ROOT.glob("solutions/en/*/*.md"))
START_UPS = {method: start_method(method) for method in ("fork", "spawn", "forkserver")} | {
    "one-core": "import os; os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])"
}

FALSE = """
Two and two are five.

```python tags=["claim"]
# The sum is five.
five = 5
assert 2 + 2 == five
```
"""


def pytest_generate_tests(metafunc):
    if "source" in metafunc.fixturenames:
        corrections = metafunc.config.getoption("--corrections", default=False)
        sources = [*LESSONS, *(CORRECTIONS if corrections else [])]
        cases = list(zip(sources, itertools.cycle(START_UPS)))
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
def test_it_runs_to_its_end_and_its_claims_hold(source, way, tmp_path):
    skip_unless_possible(way)
    copy = tmp_path / source.name
    copy.write_text(source.read_text(encoding="utf-8") + FALSE, encoding="utf-8")
    run = rehearse(copy, timing=False, setup=START_UPS[way])
    assert not run.error
    seen = [(verdict.claim.text, verdict.seen) for verdict in run.of("failed")]
    assert seen == [("Two and two are five.", "2 + 2 == five; 2 + 2 = 4; five = 5")]
    code = [cell for cell in run.notebook.cells if cell.cell_type == "code"]
    said = [out.text for cell in code for out in cell.outputs if out.get("name") == "stderr"]
    assert not any("Traceback" in text or "Error" in text for text in said), said
    for cell in code:
        if any("image/png" in out.get("data", {}) for out in cell.outputs):
            assert len(alt_text(cell)) > 20, f"a picture without alt text: {cell.source}"


def alt_text(cell):
    """Read what the cell says of its picture, where the site looks for it."""
    return cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
