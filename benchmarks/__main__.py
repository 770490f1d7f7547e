"""`python -m benchmarks`, or `make bench`: measure, print the table, write benchmarks/results/."""

import argparse

from tqdm import tqdm

from parcours.others import Others

# The rest is imported where it is used. A process that is started by spawn imports this module
# first, and loading NumPy, pandas and matplotlib takes several times as long as starting it.
__all__ = ["main", "measure_rows"]


def main(argv=None):
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=", description=__doc__)
    parser.add_argument(
        "what",
        nargs="?",
        choices=["work", "course", "grading"],
        default="work",
        help="work: the table (default); course: its tools, pages and lessons; "
        "grading: parcours grade beside nbgrader autograde",
    )
    what = parser.parse_args(argv).what
    from benchmarks.kept import Kept
    from benchmarks.report import RESULTS, write_figures, write_rows

    if what == "work":
        print(write_rows(measure_rows(kept=Kept(RESULTS.parents[1] / "build" / "bench"))))
    elif what == "course":
        from benchmarks.course import course

        print(write_figures("course", "The course itself", course()))
    else:
        from benchmarks.grading import grading

        print(write_figures("grading", "Grading a class", grading()))


def measure_rows(quick=False, kept=None):
    """Run all the rows; return them.

    With ``kept``, each row is kept and written when it is measured, and those that an interrupted
    run has kept are not measured again.
    """
    from benchmarks.report import write_rows
    from benchmarks.work import ROWS

    rows = []
    for module in (bar := tqdm(ROWS, unit="row")):
        name = module.__name__.rpartition(".")[2]
        bar.set_description(name)
        row = kept.get(name) if kept else None
        if row is None:
            with Others() as others:
                row = module.run(quick)
            row.others = others.share
        rows.append(row)
        if kept:
            kept.put(name, row)
            write_rows(rows, partial=len(rows) < len(ROWS))
    if kept:
        kept.clear()
    return rows


if __name__ == "__main__":
    main()
