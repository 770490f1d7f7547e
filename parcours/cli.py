"""The command `parcours`."""

import argparse
import sys

from parcours.course import CourseError, find_course

__all__ = ["main"]


def main(argv=None):
    """Run a command; what the user can mend ends in one line on stderr and exit code 1."""
    try:
        return _run(argv)
    except (CourseError, OSError) as error:
        print(f"parcours: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(argv):
    parser = argparse.ArgumentParser(prog="parcours", description="Run the course.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("lab", help="open the course in JupyterLab")
    command.add_argument("--port", type=int, help="port to serve on (default: the first free one)")
    command.add_argument(
        "--instructor", action="store_true", help="show nbgrader's panels and the Markdown sources"
    )
    command = commands.add_parser("build", help="make notebooks and statements from their sources")
    command.add_argument("name", nargs="?", help="a lesson or an exercise (default: all of them)")
    command.add_argument("--check", action="store_true", help="name what is stale; write nothing")
    command = commands.add_parser("rehearse", help="run lessons; say what they claim in vain here")
    command.add_argument("lessons", nargs="*", metavar="LESSON", help="03, say (default: all)")
    command.add_argument("--start-method", help="fork, spawn or forkserver (default: Python's)")
    command.add_argument("--json", action="store_true", help="print JSON in place of the table")
    commands.add_parser("site", help="build the course as a web site")
    commands.add_parser("grade", help="grade what was handed in: --help says how", add_help=False)
    command = commands.add_parser("merge")  # git calls it, see lab.protect_answers
    command.add_argument("ours")
    command.add_argument("theirs")
    options, rest = parser.parse_known_args(argv)
    if rest and options.command not in ("lab", "grade"):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    return RUN[options.command](options, rest)


def _lab(options, rest):
    from parcours.lab import lab

    lab(find_course(), options.port, options.instructor, rest)


def _build(options, rest):
    from parcours.build import build, stale

    course = find_course()
    lines = stale(course, options.name) if options.check else build(course, options.name)
    print("\n".join(lines or ["nothing to do: all is as the sources make it"]))
    return 1 if options.check and lines else 0


def _rehearse(options, rest):
    from parcours.rehearse.command import rehearse_course

    course = find_course()
    held = rehearse_course(course, options.lessons, options.start_method, options.json)
    return 0 if held else 1


def _site(options, rest):
    from parcours.site.build import build_site

    print(f"wrote {build_site(find_course())}")


def _grade(options, rest):
    from parcours.grade.launch import launch

    launch(rest)


def _merge(options, rest):
    from parcours.answers import merge_files

    merge_files(options.ours, options.theirs)


RUN = {
    "lab": _lab,
    "build": _build,
    "rehearse": _rehearse,
    "site": _site,
    "grade": _grade,
    "merge": _merge,
}
