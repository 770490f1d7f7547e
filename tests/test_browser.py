"""The course in a real browser: JupyterLab as `make lab` opens it, in Chromium."""

import os
from pathlib import Path

import pytest
from classroom import is_answer
from servers import ROOT, TOKEN, contents, copy_course, make_lab

from parcours.course import START
from parcours.notebooks import grade_id, loads
from parcours.site.paper import find_chromium

sync_api = pytest.importorskip("playwright.sync_api")

CHROMIUM = find_chromium()
NOTEBOOKS = sorted([*ROOT.glob("course/en/[0-9]*.md"), *ROOT.glob("solutions/en/*/*.md")])
LESSON = "course/en/03-pool.ipynb"
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
    return copy_course(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def lab(clone, tmp_path_factory):
    with make_lab(clone, tmp_path_factory.mktemp("log")) as url:
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


def show(page, lab, path):
    """Open a notebook as a link does, in JupyterLab's own layout."""
    page.goto(f"{lab}/lab/workspaces/tests/tree/{path}?token={TOKEN}&reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()


def open_notebook(page, lab, path):
    """Open a notebook, and wait for its kernel."""
    show(page, lab, path)
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status"
        " === 'idle'"
    )


def run(page, command):
    """Run one of JupyterLab's commands, a menu's say, and wait until it is done."""
    page.evaluate("name => window.jupyterapp.commands.execute(name)", command)


def wait_for(page, path):
    """Wait until a file is in front."""
    page.wait_for_function(
        "path => window.jupyterapp.shell.currentWidget?.context?.path === path", arg=path
    )


def follow(page, name, path):
    """Click on a link in the notebook in front, and wait for the notebook that it opens."""
    links = page.locator(".jp-NotebookPanel:visible").get_by_role("link", name=name, exact=True)
    links.last.click()
    wait_for(page, path)
    page.locator(".jp-NotebookPanel:visible .jp-Cell").first.wait_for()


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
    sync_api.expect(page.locator(".jp-TableOfContents-tree:visible")).to_contain_text("The map")
    sync_api.expect(page.locator(".jp-Dialog, .Toastify__toast")).to_have_count(0)
    sync_api.expect(instructors(page)).to_have_count(0)
    picture(page, "start")


def instructors(page):
    """Find nbgrader's menu, which leads to the formgrader, and its panel."""
    menu = page.get_by_role("menuitem", name="Nbgrader")
    return menu.or_(page.get_by_role("tab", name="Create Assignment"))


def test_a_student_sees_each_lesson_once_and_opens_it_as_a_notebook(page, lab, clone):
    show(page, lab, LESSON)
    names = page.locator(".jp-DirListing-itemText:visible")
    lessons = sorted(file.name for file in (clone / "course/en").glob("*.ipynb"))
    sync_api.expect(names).to_have_text(lessons)
    names.get_by_text("07-schedule").dblclick()
    wait_for(page, "course/en/07-schedule.ipynb")
    picture(page, "files")
    exercise = [item["name"] for item in contents(lab, "exercises/en/pool")["content"]]
    assert exercise == ["pool.ipynb"]
    assert "README.md" in [item["name"] for item in contents(lab, "")["content"]]


def test_an_instructor_has_the_panels_and_opens_a_source_as_a_notebook(page, clone, tmp_path):
    with make_lab(clone, tmp_path, "--instructor") as lab:
        show(page, lab, LESSON)
        sync_api.expect(instructors(page)).to_have_count(2)
        page.locator(".jp-DirListing-itemText:visible").get_by_text("03-pool.md").dblclick()
        wait_for(page, "course/en/03-pool.md")
        title = page.locator(".jp-NotebookPanel:visible .jp-Cell h1")
        sync_api.expect(title).to_contain_text("Share work among a Pool")
        picture(page, "instructor")


def test_links_lead_from_a_lesson_to_its_neighbours_its_exercise_and_back(page, lab):
    show(page, lab, LESSON)
    after = "course/en/04-tasks.ipynb"
    follow(page, "04 Follow every task of a Pool", after)
    follow(page, "03 Share work among a Pool", LESSON)
    follow(page, "04 Follow every task of a Pool", after)
    follow(page, "pool", EXERCISE)
    follow(page, "the correction", "solutions/en/pool/pool.ipynb")
    follow(page, "The exercise", EXERCISE)


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
    if "tqdm.auto" in source.read_text(encoding="utf-8"):
        sync_api.expect(page.locator(".jp-OutputArea .widget-hprogress").first).to_be_visible()
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
