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
    from benchmarks.report import write_figures, write_rows

    if what == "work":
        print(write_rows(measure_rows()))
    elif what == "course":
        from benchmarks.course import course

        print(write_figures("course", "The course itself", course()))
    else:
        from benchmarks.grading import grading

        print(write_figures("grading", "Grading a class", grading()))


def measure_rows(quick=False):
    """Run all the rows; return them."""
    from benchmarks.work import ROWS

    rows = []
    for module in (bar := tqdm(ROWS, unit="row")):
        bar.set_description(module.__name__.rpartition(".")[2])
        with Others() as others:
            row = module.run(quick)
        row.others = others.share
        rows.append(row)
    return rows


if __name__ == "__main__":
    main()
