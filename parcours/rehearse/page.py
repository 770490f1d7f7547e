"""The page that shows the figures as this machine drew them, beside what the lessons say."""

from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from nbconvert.filters import markdown2html

__all__ = ["write_page"]

HERE = Path(__file__).parent


def write_page(file, runs, facts):
    """Write the page and return its path.

    Parameters
    ----------
    file : Path
    runs : list of Run
    facts : dict
        What `helpers.cpu_facts` says.
    """
    templates = Environment(loader=FileSystemLoader(HERE), autoescape=select_autoescape())
    templates.filters["markdown"] = markdown2html
    lessons = [(run, [(figure, list(of)) for figure, of in _by_figure(run)]) for run in runs]
    text = templates.get_template("page.html").render(lessons=lessons, facts=facts)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def _by_figure(run):
    return groupby(run.verdicts, key=lambda verdict: verdict.figure)
