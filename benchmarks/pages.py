"""What a student waits for in the browser: the first page, and the answer to Validate."""

import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from benchmarks.corrections import ROOT
from parcours.course import START

sys.path.insert(0, str(ROOT / "tests"))  # a browser does here what it does in the tests

__all__ = ["waits"]

USABLE = """() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status
    === 'idle' && document.querySelector('.jp-Notebook h1')"""


def waits(exercises=None):
    """Return how long a student waits, in seconds; say why where nothing could be measured.

    Parameters
    ----------
    exercises : list of str, optional
        Those whose correction is typed in and validated; by default all.
    """
    try:
        from playwright.sync_api import sync_playwright
        from servers import TOKEN, copy_course, make_lab
        from test_browser import CHROMIUM, QUIET
    except ImportError as error:
        return not_measured(error)
    if CHROMIUM is None or not (ROOT / ".venv" / "bin" / "parcours").exists():
        return not_measured("it needs Chromium, and the .venv that `make lab` sets up")
    names = exercises or sorted(path.name for path in (ROOT / "exercises" / "en").iterdir())
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        clone = copy_course(Path(folder))
        rows = []
        for which in ("first", "second"):  # the first one writes Python's and JupyterLab's caches
            settings = Path(folder, which)
            settings.mkdir()
            start = time.perf_counter()
            with make_lab(clone, settings) as url:
                page = browser.new_page(viewport={"width": 1400, "height": 900})
                page.set_default_timeout(120_000)
                page.goto(f"{url}/?token={TOKEN}")
                page.wait_for_url(f"**/lab/tree/{START}*")
                page.wait_for_function(USABLE)
                rows.append(
                    [f"make lab to a usable page, {which} time", time.perf_counter() - start]
                )
                if which == "second":
                    for name in tqdm(names, desc="Validate", unit="exercise", leave=False):
                        rows += validated(page, url, clone, name)
                page.close()
        browser.close()
    return pd.DataFrame(rows, columns=["wait", "seconds"])


def validated(page, url, clone, exercise):
    """Type the correction's answers into an exercise; time Validate before and after."""
    from classroom import is_answer
    from test_browser import fill_in, open_notebook, read, validate

    from parcours.notebooks import grade_id

    statement = Path("exercises", "en", exercise, f"{exercise}.ipynb")
    correction = read(clone / "solutions" / "en" / exercise / f"{exercise}.ipynb")
    answers = {grade_id(cell): cell.source for cell in correction.cells if is_answer(cell)}
    cells = read(clone / statement).cells
    for state in ("untouched", "solved"):
        open_notebook(page, url, statement.as_posix())
        if state == "solved":
            fill_in(page, [[i, answers[grade_id(c)]] for i, c in enumerate(cells) if is_answer(c)])
        start = time.perf_counter()
        said = validate(page)
        seconds = time.perf_counter() - start
        if ("Success!" in said) != (state == "solved"):
            yield [f"Validate, {exercise}, {state}: another answer than expected", seconds]
        else:
            yield [f"Validate, {exercise}, {state}", seconds]


def not_measured(why):
    """Return a table that says why it is empty."""
    return pd.DataFrame([[f"not measured: {why}", float("nan")]], columns=["wait", "seconds"])
