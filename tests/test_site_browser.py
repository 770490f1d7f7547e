"""The built site: links, pictures, folded hints, search; and as a reader meets it, in Chromium."""

import functools
import http.server
import json
import os
import re
import threading
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup

import helpers
from parcours.course import Course
from parcours.site import sources
from parcours.site.paper import find_chromium
from parcours.site.repository import find_repository

pytest.importorskip("sphinx")
sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

from parcours.site.build import build_site  # noqa: E402

COURSE = Course(Path(__file__).parents[1])
REPOSITORY = find_repository(COURSE)
LESSON = "course/en/00-start.html"  # the one that the ordinary tests execute
EXERCISE, CORRECTION = "exercises/en/pool/pool.html", "solutions/en/pool/pool.html"
PAGES = ["index.html", LESSON, EXERCISE, CORRECTION, "helpers.html", "course/en/glossary.html"]

pytestmark = [
    pytest.mark.timeout(1800),
    pytest.mark.filterwarnings("ignore:.*Check CHANGES for Sphinx API:PendingDeprecationWarning"),
]


@pytest.fixture(scope="module")
def site(request, tmp_path_factory):
    """Build the site; without --everything, only the first lesson is executed."""
    everything = request.config.getoption("--everything", default=False)

    def execute(course, notebook, name, kept):
        if everything or name == Path(LESSON).stem:
            run(course, notebook, name, kept)

    run = sources.execute
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "execute", execute)
        return build_site(COURSE, tmp_path_factory.mktemp("site")).parent


@pytest.fixture(scope="module")
def pages(site):
    """Parse each page of the site, by its path."""
    files = [file for file in site.rglob("*.html") if "_static" not in file.parts]
    return {
        file.relative_to(site).as_posix(): BeautifulSoup(file.read_text("utf-8"), "html.parser")
        for file in files
    }


def links(page, path):
    """List the addresses that a page names, those of its own site as paths."""
    for tag, attribute in (("a", "href"), ("img", "src"), ("link", "href"), ("script", "src")):
        for element in page.find_all(tag, {attribute: True}):
            yield tag, unquote(urljoin(path, element[attribute]))


def test_every_link_inside_the_site_leads_somewhere(site, pages):
    anchors = {
        path: {tag["id"] for tag in page.find_all(id=True)} | {"", "top"}
        for path, page in pages.items()
    }
    dead = []
    for path, page in pages.items():
        for tag, address in links(page, path):
            target, anchor = urldefrag(address)
            if re.match(r"\w+:", target):
                continue
            target = target.partition("?")[0]
            if not (site / target).is_file() or anchor not in anchors.get(target, {anchor}):
                dead.append((path, tag, address))
    assert dead == []


def test_a_link_to_the_repository_leads_to_a_file_of_it(pages):
    prefix = REPOSITORY.file("")
    paths = {
        address.removeprefix(prefix)
        for path, page in pages.items()
        for _, address in links(page, path)
        if address.startswith(prefix)
    }
    assert paths and all((COURSE.root / path).exists() for path in paths)


def test_no_page_needs_anything_from_elsewhere(pages):
    for path, page in pages.items():
        elsewhere = [a for tag, a in links(page, path) if tag != "a" and "://" in a]
        assert [a for a in elsewhere if not a.startswith(REPOSITORY.site)] == [], path


def test_every_picture_says_what_it_shows(pages):
    pictures = [(path, img) for path, page in pages.items() for img in page.find_all("img")]
    assert any(path == LESSON for path, _ in pictures)
    assert [path for path, img in pictures if len(img.get("alt", "")) < 20] == []


def test_what_a_cell_shows_after_a_prediction_is_folded(pages):
    folded = pages[LESSON].select("details.hide")
    assert folded and not any(each.has_attr("open") for each in folded)


def test_an_exercise_is_a_statement_with_its_hints_folded(pages):
    source = (COURSE.exercises / "pool" / "pool.md").read_text(encoding="utf-8")
    folded = pages[EXERCISE].find_all("details")
    hints = [each for each in folded if each.summary.text.startswith("Hint")]
    assert len(hints) == source.count("<details>") > 0
    assert all(hint.p and not hint.has_attr("open") for hint in hints)
    assert "NotImplementedError" in pages[EXERCISE].article.text
    assert "BEGIN SOLUTION" not in pages[EXERCISE].text


def test_a_correction_is_one_deliberate_click_away(site, pages):
    corrections = [path for path in pages if path.startswith("solutions/")]
    assert len(corrections) == len(list(COURSE.solutions.iterdir()))
    for path in corrections:
        exercise = path.replace("solutions", "exercises")
        ways = [
            (source, a)
            for source, page in pages.items()
            for a in page.find_all("a", href=True)
            if urljoin(source, urldefrag(a["href"])[0]) == path and source != path
        ]
        ((source, way),) = ways
        assert source == exercise and "I have tried" in way.find_parent("details").summary.text
        assert exercise in [address for _, address in links(pages[path].article, path)]
        assert pages[path].find("meta", {"name": "robots", "content": "noindex"})


def test_a_lesson_and_its_exercise_link_to_each_other(pages):
    targets = {
        path: {a for _, a in links(page.article or page, path)} for path, page in pages.items()
    }
    for exercise in [path for path in pages if path.startswith("exercises/")]:
        lessons = [path for path in targets[exercise] if re.match(r"course/en/\d\d", path)]
        assert any(exercise in targets[lesson] for lesson in lessons), exercise


def test_a_lesson_says_where_a_helper_is_described(pages):
    mentions = pages["course/en/01-measure.html"].find_all(
        "a", href="../../helpers.html#helpers.measure"
    )
    assert [mention.text for mention in mentions] == ["measure"]


def test_lessons_and_exercises_can_be_launched(pages):
    for path in pages:
        if re.match(r"course/en/\d\d|exercises/", path):
            buttons = [a["href"] for a in pages[path].select(".launch a")]
            notebook = path.replace(".html", ".ipynb")
            assert (COURSE.root / notebook).exists()
            assert buttons == [REPOSITORY.binder(notebook), REPOSITORY.colab(notebook)]


def test_search_knows_the_glossary_and_no_correction(site):
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text[text.index("{") : text.rindex("}") + 1])
    found = {
        index["docnames"][place]
        for terms in (index["terms"], index["titleterms"])
        for places in terms.values()
        for place in (places if isinstance(places, list) else [places])
    }
    assert "course/en/glossary" in found
    assert not any(name.startswith("solutions/") for name in found)


def test_the_api_page_has_every_public_name(pages):
    names = {f"helpers.{name}" for name in helpers.__all__ if name not in helpers.tasks.__all__}
    for module in (helpers.tasks, helpers.output, helpers.checks, helpers.sunshine):
        names |= {f"{module.__name__}.{name}" for name in module.__all__}
    assert names <= {tag["id"] for tag in pages["helpers.html"].find_all(id=True)}


@pytest.fixture(scope="module")
def browser():
    if (chromium := find_chromium()) is None:
        if "PARCOURS_CI" in os.environ:
            pytest.fail("CI has to install Chromium")
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def url(site):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    handler = functools.partial(Quiet, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    yield page
    page.close()


def test_search_finds_a_term_of_the_glossary(page, url):
    page.goto(url)
    page.keyboard.press("Control+k")
    page.keyboard.type("oversubscription")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Glossary > oversubscription").click()
    page.wait_for_url(re.compile(r"glossary\.html(\?.*)?#oversubscription$"))


def test_a_hint_unfolds_by_keyboard_and_the_correction_by_two_clicks(page, url):
    page.goto(url + EXERCISE)
    hint = page.locator("details", has_text="Hint 2: almost there").first
    sync_api.expect(hint.locator("p").first).to_be_hidden()
    hint.locator("summary").press("Enter")
    sync_api.expect(hint.locator("p").first).to_be_visible()
    way = page.get_by_role("link", name="The correction")
    sync_api.expect(way).to_be_hidden()
    page.get_by_text("I have tried: show me the correction").click()
    way.click()
    title = page.get_by_role("heading", name="Correction: Share work among a Pool")
    sync_api.expect(title).to_be_visible()
    page.get_by_role("article").get_by_role("link", name="The exercise").click()
    page.wait_for_url(url + EXERCISE)


def test_code_can_be_copied(page, url):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(url)
    block = page.locator("div.highlight", has_text="git clone").first
    block.hover()
    block.get_by_role("button", name="Copy").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"git clone {REPOSITORY.url}\n")


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_scrolls_down_only(browser, url, path):
    page = browser.new_page(viewport={"width": 400, "height": 800})
    page.goto(url + path)
    assert page.evaluate("document.documentElement.scrollWidth") == 400
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(browser, url, pages, scheme, request):
    everything = request.config.getoption("--everything", default=False)
    options = {"resultTypes": ["violations"]}
    if scheme == "dark":  # only the colours differ
        options["runOnly"] = ["color-contrast"]
    found = []
    for path in sorted(pages) if everything else PAGES:
        page = browser.new_page(color_scheme=scheme)
        page.goto(url + path)
        assert page.evaluate("document.documentElement.dataset.theme") == scheme
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for violation in axe.Axe().run(page, options=options).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                nodes = [node["html"][:200] for node in violation["nodes"]]
                found.append((path, violation["id"], nodes[:3], len(nodes)))
        page.close()
    assert found == []


def test_the_cheat_sheet_prints_on_one_page(browser, site):
    pdf = (site / "course" / "en" / "cheatsheet.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    (box,) = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf))
    assert [round(float(side)) for side in box] == [595, 842]  # A4, in points
