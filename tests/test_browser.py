"""The course in a real browser: JupyterLab as `make lab` opens it, in Chromium."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from classroom import is_answer
from servers import OPTIONS, TOKEN, free_port, serving

from parcours.course import START
from parcours.notebooks import grade_id, loads

sync_api = pytest.importorskip("playwright.sync_api")

ROOT = Path(__file__).parents[1]
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
NOTEBOOKS = sorted([*ROOT.glob("course/en/[0-9]*.md"), *ROOT.glob("solutions/en/*/*.md")])
EXERCISE = "exercises/en/pool/pool.ipynb"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
A_MINUTE = 60_000  # milliseconds

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Clone the course as it is now, so that running it changes nothing here."""
    if CHROMIUM is None:
        if "PARCOURS_CI" in os.environ:
            pytest.fail("CI has to install Chromium")
        pytest.skip("Chromium is not installed")
    if not (ROOT / ".venv" / "bin" / "parcours").exists():
        pytest.skip("this is for the environment that `make test` sets up")
    root = tmp_path_factory.mktemp("browser") / "parcours"
    leave_out = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".ipynb_checkpoints")
    shutil.copytree(ROOT, root, ignore=leave_out)
    (root / ".venv").symlink_to(ROOT / ".venv")
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    return root


@pytest.fixture(scope="module")
def lab(clone, tmp_path_factory):
    """Start `make lab`; -o says that the environment is up to date."""
    port = free_port()
    options = " ".join([*OPTIONS, f"--port {port}", "--LabApp.expose_app_in_browser=True"])
    make = ["make", "lab", "-o", ".venv/lab", f"ARGS={options}"]
    with serving(make, clone, port, tmp_path_factory.mktemp("log") / "log") as url:
        yield url


@pytest.fixture(scope="module")
def browser():
    sync_api.expect.set_options(timeout=A_MINUTE)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, lab):
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.set_default_timeout(A_MINUTE)
    yield page
    page.close()


def open_notebook(page, lab, path):
    """Open a notebook as a link does, and wait for its kernel."""
    page.goto(f"{lab}/lab/tree/{path}?token={TOKEN}&reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status"
        " === 'idle'"
    )


def run(page, command):
    """Run one of JupyterLab's commands, a menu's say, and wait until it is done."""
    page.evaluate("name => window.jupyterapp.commands.execute(name)", command)


def fill_in(page, answers):
    """Type answers into the cells with these places in the notebook."""
    page.evaluate(
        """answers => answers.forEach(([place, source]) =>
            window.jupyterapp.shell.currentWidget.content.widgets[place]
                .model.sharedModel.setSource(source))""",
        answers,
    )


def validate(page):
    """Press Validate; return what the dialog says."""
    toolbar = page.get_by_role("toolbar", name="main area toolbar")
    toolbar.get_by_text("Validate", exact=True).click()
    dialog = page.locator(".jp-Dialog-content")
    dialog.wait_for()
    return dialog.inner_text()


def picture(page, name):
    """Keep a picture where PARCOURS_PICTURES says, for people to look at."""
    if folder := os.environ.get("PARCOURS_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def read(file):
    return loads(file.read_text(encoding="utf-8"))


def test_make_lab_opens_the_start_page(page, lab):
    page.goto(f"{lab}/?token={TOKEN}")
    page.wait_for_url(f"**/lab/tree/{START}*")
    title = page.locator(".jp-Notebook h1").first
    sync_api.expect(title).to_contain_text("Meet your machine")
    sync_api.expect(page.locator(".jp-Dialog, .Toastify__toast")).to_have_count(0)
    picture(page, "start")


def pytest_generate_tests(metafunc):
    if "source" in metafunc.fixturenames:
        everything = metafunc.config.getoption("--everything", default=False)
        sources = NOTEBOOKS if everything else [ROOT / "course/en/03-pool.md"]
        metafunc.parametrize("source", sources, ids=lambda source: source.stem)


def test_run_all_runs_a_notebook_to_its_end(page, lab, clone, source):
    path = source.relative_to(ROOT).with_suffix(".ipynb").as_posix()
    open_notebook(page, lab, path)
    run(page, "notebook:run-all-cells")
    run(page, "docmanager:save")
    code = [cell for cell in read(clone / path).cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    outputs = [output for cell in code for output in cell.outputs]
    assert "error" not in {output.output_type for output in outputs}
    picture(page, source.stem)


def test_an_unsolved_exercise_is_told_what_to_do(page, lab):
    open_notebook(page, lab, EXERCISE)
    assert "replace this line by your own code" in validate(page)
    picture(page, "validate-unsolved")


def test_a_solved_exercise_passes(page, lab, clone):
    correction = read(clone / "solutions" / "en" / "pool" / "pool.ipynb")
    answers = {grade_id(cell): cell.source for cell in correction.cells if is_answer(cell)}
    cells = read(clone / EXERCISE).cells
    open_notebook(page, lab, EXERCISE)
    fill_in(page, [[i, answers[grade_id(c)]] for i, c in enumerate(cells) if is_answer(c)])
    assert "Success! Your notebook passes all the tests." in validate(page)
    picture(page, "validate-solved")


def test_a_markdown_pair_newer_than_the_notebook_changes_no_answer(page, lab, clone):
    notebook = read(clone / EXERCISE)
    place = next(i for i, cell in enumerate(notebook.cells) if is_answer(cell))
    mine = f"{notebook.cells[place].source}\n# my own idea"
    open_notebook(page, lab, EXERCISE)
    fill_in(page, [[place, mine]])
    run(page, "docmanager:save")
    pair = (clone / EXERCISE).with_suffix(".md")
    later = (clone / EXERCISE).stat().st_mtime + 100
    os.utime(pair, (later, later))
    open_notebook(page, lab, EXERCISE)
    run(page, "docmanager:save")
    assert read(clone / EXERCISE).cells[place].source == mine
    assert "my own idea" not in pair.read_text(encoding="utf-8")
