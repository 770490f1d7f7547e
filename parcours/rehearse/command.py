"""`parcours rehearse`: run the lessons, and say which of their sentences are true on this machine."""

import json
import multiprocessing
from dataclasses import asdict

from tqdm import tqdm

from helpers import cpu_facts
from parcours.course import CourseError
from parcours.notebooks import from_markdown
from parcours.rehearse.lesson import rehearse
from parcours.rehearse.page import write_page

__all__ = ["lessons_of", "rehearse_course"]

TRIES = 3  # of a lesson in which a claim on time failed
START = "import multiprocessing; multiprocessing.set_start_method({!r}, force=True)"


def rehearse_course(course, names=(), start_method=None, as_json=False):
    """Rehearse lessons; print a table of what held, and write ``reports/rehearsal.html``.

    Parameters
    ----------
    course : Course
    names : sequence of str
        The lessons, ``"03"`` or ``"03-pool"``; by default all of them.
    start_method : str, optional
        Start method of multiprocessing; by default the platform's.
    as_json : bool
        Print JSON in place of the table.

    Returns
    -------
    bool
        Whether every lesson ran to its end, and every claim that is made here held.

    Raises
    ------
    CourseError
        When a lesson is not there, or a claim is malformed.
    """
    if start_method not in (None, *multiprocessing.get_all_start_methods()):
        there = ", ".join(multiprocessing.get_all_start_methods())
        raise CourseError(f"no start method {start_method!r} here: there are {there}")
    paths = lessons_of(course, names)
    setup = START.format(start_method) if start_method else ""
    runs = _rehearse_all(paths, setup)
    facts = asdict(cpu_facts())
    page = write_page(course.root / "reports" / "rehearsal.html", runs, facts)
    if as_json:
        print(json.dumps({"facts": facts, "lessons": [_as_dict(run) for run in runs]}, indent=1))
    else:
        print("\n".join([*_table(runs), *_failures(runs), "", f"wrote {page}"]))
    return not any(run.fails for run in runs)


def lessons_of(course, names):
    """Find lessons by their number or their name.

    Raises
    ------
    CourseError
        When there is none of that name.
    """
    every = sorted(course.lessons.glob("[0-9]*.md"))
    for name in names:
        if not any(name in (path.stem, path.stem[:2]) for path in every):
            there = ", ".join(path.stem for path in every)
            raise CourseError(f"no lesson {name!r}: there are {there}")
    return [path for path in every if not names or {path.stem, path.stem[:2]} & set(names)]


def _rehearse_all(paths, setup):
    runs = []
    with tqdm(total=sum(map(_cells, paths)), unit="cell", disable=None) as bar:
        for path in paths:
            bar.set_description(path.stem)
            run = rehearse(path, setup=setup, tick=bar.update)
            while run.tries < TRIES and any(one.claim.timing for one in run.of("failed")):
                tries = run.tries + 1
                bar.total += _cells(path)
                bar.set_description(f"{path.stem}, once more")
                run = rehearse(path, setup=setup, tick=bar.update)
                run.tries = tries
            runs.append(run)
    return runs


def _cells(path):
    return len(from_markdown(path.read_text(encoding="utf-8"), claims=True).cells)


def _table(runs):
    yield f"{'lesson':14} {'seconds':>7} {'held':>5} {'failed':>6} {'not here':>8} {'tries':>5} {'others':>6}"
    for run in runs:
        counts = [len(run.of(outcome)) for outcome in ("held", "failed", "not claimed")]
        numbers = "{:5} {:6} {:8}".format(*counts)
        stopped = f"  stopped: {run.error}" if run.error else ""
        yield f"{run.name:14} {run.seconds:7.1f} {numbers} {run.tries:5} {run.others:6.0%}{stopped}"


def _failures(runs):
    for run in runs:
        for verdict in run.of("failed"):
            yield ""
            yield f"{run.name}: {verdict.claim.words}"
            yield f"    it says: {verdict.claim.text}"
            yield f"    seen:    {verdict.seen}"


def _as_dict(run):
    verdicts = [
        {
            "claim": verdict.claim.words,
            "sentence": verdict.claim.text,
            "timing": verdict.claim.timing,
            "outcome": verdict.outcome,
            "seen": verdict.seen,
        }
        for verdict in run.verdicts
    ]
    kept = ("name", "seconds", "others", "error", "tries")
    return {name: getattr(run, name) for name in kept} | {"claims": verdicts}
