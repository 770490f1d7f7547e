"""Print a page of the site as a PDF, with Chromium."""

import shutil
import subprocess

from parcours.course import CourseError

__all__ = ["find_chromium", "print_page"]

NAMES = ["chromium", "chromium-browser", "google-chrome"]


def find_chromium():
    """Find a browser that prints; None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def print_page(chromium, page, pdf):
    """Print a page as its print style sheet says.

    Raises
    ------
    CourseError
        When Chromium fails.
    """
    # As root, Chromium refuses its sandbox. What it opens is a page that we have just built.
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = [chromium, *options, f"--print-to-pdf={pdf}", page.resolve().as_uri()]
    try:
        subprocess.run(command, capture_output=True, timeout=120, check=True)
    except subprocess.SubprocessError as error:
        raise CourseError(f"Chromium printed no {pdf.name}: {error}") from None
