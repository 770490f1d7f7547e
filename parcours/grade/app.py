"""The command: what `nbgrader autograde` takes, and a few words of our own."""

import logging
import shutil
import sys
import warnings
from pathlib import Path
from typing import ClassVar

from nbgrader.apps.autogradeapp import AutogradeApp, aliases, flags
from nbgrader.converters.base import NbGraderException
from sqlalchemy.exc import SAWarning
from traitlets import Bool, TraitError, default

from parcours.course import CourseError
from parcours.grade.instructor.grader import Grader
from parcours.grade.report.page import write_report
from parcours.grade.report.table import as_json, as_table
from parcours.grade.sandbox.client import NoSandbox

__all__ = ["GradeApp"]


class Once(logging.Filter):
    """Passes each warning once, and not again for each hand-in."""

    def __init__(self):
        super().__init__()
        self.said = set()

    def filter(self, record):
        """Whether it is new."""
        text = record.getMessage()
        new = record.levelno != logging.WARNING or text not in self.said
        self.said.add(text)
        return new


class GradeApp(AutogradeApp):
    """Grades an assignment."""

    name = "parcours-grade"
    description = "Grade an assignment as `nbgrader autograde` does, faster, and in a sandbox"
    aliases: ClassVar = {
        **aliases,
        ("j", "workers"): "Grader.workers",
        "scheduler": "Grader.scheduler",
    }
    flags: ClassVar = {
        **flags,
        "no-sandbox": (
            {"Grader": {"sandbox": False}},
            "Let hand-ins see this machine; limits and clean-up still hold.",
        ),
        "json": ({"GradeApp": {"json": True}}, "Print the marks as JSON, not as a table."),
    }

    json = Bool(False, help="Whether to print the marks as JSON.").tag(config=True)

    @default("classes")
    def _classes_default(self):
        return [*super()._classes_default(), Grader]

    @default("log_level")
    def _log_level_default(self):
        return logging.WARNING  # the table says the rest

    def start(self):
        """Grade, and print the marks."""
        super(AutogradeApp, self).start()
        if len(self.extra_args) > 1:
            self.fail("Only one argument (the assignment id) may be specified")
        if self.extra_args and self.coursedir.assignment_id:
            self.fail("The assignment cannot both be specified in config and as an argument")
        if self.extra_args:
            self.coursedir.assignment_id = self.extra_args[0]
        if not self.coursedir.assignment_id:
            self.fail(
                "An assignment id must be specified, either as an argument or with --assignment"
            )
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, since SQLAlchemy 2.1
        self.log.addFilter(Once())
        failed = False
        try:
            grader = Grader(coursedir=self.coursedir, parent=self)
            grader.start()
        except TraitError as error:
            raise CourseError(f"a setting is wrong: {error}") from None
        except NoSandbox as error:
            self.fail("no sandbox here: %s; --no-sandbox does without one", error)
        except NbGraderException:
            failed = True
        if grader.marks:
            self._show(grader)
        if failed:
            sys.exit(1)

    def _show(self, grader):
        try:
            report = write_report(grader.marks, Path(self.coursedir.root, "reports"))
        except OSError as error:  # the marks are safe
            self.log.error("no report: %s", error)
            report = None
        if self.json:
            print(as_json(grader.marks, grader.hand_ins, report))
        else:
            width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
            print(as_table(grader.marks, grader.hand_ins, width))
            if report:
                print(f"report: {report}")
