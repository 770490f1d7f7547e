"""Build the site: lay out the pages, let Sphinx publish them, print the cheat sheet."""

import importlib.util
import shutil
from pathlib import Path

from parcours.course import CourseError
from parcours.site.paper import find_chromium, print_page
from parcours.site.repository import find_repository
from parcours.site.sources import lay_out

__all__ = ["build_site"]

HERE = Path(__file__).parent


def build_site(course, folder=None):
    """Build the site; any warning of Sphinx, of a dead link say, is an error.

    Lessons and corrections are executed, unless their outputs are there from the last build.

    Parameters
    ----------
    course : Course
    folder : Path, optional
        Where to build; by default ``build`` in the course. The site is ``site`` in there.

    Returns
    -------
    Path
        The home page.

    Raises
    ------
    CourseError
        When Sphinx is missing, a notebook fails, or Sphinx warns.
    """
    if importlib.util.find_spec("sphinx") is None:
        raise CourseError("Sphinx is not installed here: run `make site`, see CONTRIBUTING.md")
    folder = folder or course.root / "build"
    repository, chromium = find_repository(course), find_chromium()
    lay_out(course, repository, folder / "pages", folder / "outputs", pdf=bool(chromium))
    _publish(course, repository, folder)
    sheet = folder / "site" / "course" / "en" / "cheatsheet.html"
    if chromium:
        print_page(chromium, sheet, sheet.with_suffix(".pdf"))
    else:
        print("no Chromium here, so no PDF of the cheat sheet")
    return folder / "site" / "index.html"


def _publish(course, repository, folder):
    from sphinx.application import Sphinx

    shutil.rmtree(folder / "site", ignore_errors=True)  # pages of the last build, under old names
    settings = {
        "parcours_course": course,
        "parcours_repository": repository,
        "html_baseurl": repository.site,
        "html_theme_options.repository_url": repository.url,
        "myst_url_schemes": {
            **dict.fromkeys(["http", "https", "mailto"]),
            "binder": repository.binder("{{path}}"),
            "colab": repository.colab("{{path}}"),
        },
    }
    app = Sphinx(
        folder / "pages",
        HERE,
        folder / "site",
        folder / "doctrees",
        "html",
        confoverrides=settings,
        status=None,
        freshenv=True,
        warningiserror=True,
    )
    app.build()
    if app.statuscode:
        raise CourseError("Sphinx warns: see above")
