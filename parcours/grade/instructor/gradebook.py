"""nbgrader's gradebook in one session for the whole class, a transaction a hand-in."""

import errno
import importlib
from contextlib import ExitStack, contextmanager
from unittest import mock

from nbgrader.api import BaseCell, Comment, Grade, Gradebook
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import (
    compute_checksum,
    determine_grade,
    get_partial_grade,
    is_solution,
    is_task,
)
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from tornado.log import app_log

from parcours.course import CourseError

__all__ = ["SaveGrades", "SharedGradebook", "points", "raise_machines", "shared"]

MACHINES = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE)
OPENERS = (
    "nbgrader.converters.autograde",
    "nbgrader.preprocessors.latesubmissions",
    "nbgrader.preprocessors.overwritekernelspec",
    "nbgrader.preprocessors.saveautogrades",
)


class SharedGradebook(Gradebook):
    """A gradebook that stays open when one of its many users closes it."""

    def close(self):
        """Do nothing; see `shut`."""

    def shut(self):
        """Close the gradebook."""
        super().close()

    @contextmanager
    def transaction(self):
        """Write all that is committed inside the block at its end, or nothing when it fails."""
        session = self.db()

        def remember():
            session.flush()
            session.expire_all()  # as after a commit: what is computed from rows is read again

        try:
            with mock.patch.object(session, "commit", remember):
                yield
            session.commit()
        except BaseException:
            session.rollback()
            raise


@contextmanager
def shared(url, course):
    """Open a gradebook, and give it to all of nbgrader's steps that would open their own."""
    try:
        book = SharedGradebook(url, course)
    except (DatabaseError, ArgumentError) as error:  # locked, in no folder, or no database
        reason = getattr(error, "orig", error)
        raise CourseError(f"the gradebook cannot be opened: {reason}") from None
    with ExitStack() as stack:
        stack.callback(book.shut)
        stack.enter_context(mock.patch.object(app_log, "disabled", True))  # it logs what it raises
        for name in OPENERS:
            module = importlib.import_module(name)
            stack.enter_context(mock.patch.object(module, "Gradebook", lambda *_, **__: book))
        try:
            yield book
        except Exception as error:
            raise_machines(error)
            raise


def raise_machines(error):
    """Raise an OSError if this machine is to blame, and not a hand-in: a full disk, say."""
    while error:  # nbgrader has its own error for what befalls a database
        if isinstance(error, OperationalError):
            raise OSError(f"the gradebook: {error.orig}") from None
        if isinstance(error, OSError) and error.errno in MACHINES:
            raise error from None
        error = error.__context__


class SaveGrades(SaveAutoGrades):
    """Saves the points of each cell; those of a test come from how it ended.

    What the notebook shows has no say in it.
    """

    def preprocess(self, nb, resources):
        """Go through the cells."""
        self.rows, self.results = {}, resources["parcours"]["results"]
        return super().preprocess(nb, resources)

    def _add_score(self, cell, resources):
        name = cell.metadata.nbgrader["grade_id"]
        grade = self._row(Grade, name)
        result = self.results.get(name)
        if result is None or is_solution(cell):  # by hand, or not executed
            score, _ = determine_grade(cell, self.log)
        else:
            score = points(result, float(cell.metadata.nbgrader["points"]), self.log)
        grade.auto_score = score
        grade.needs_manual_grade = score is None or grade.manual_score is not None

    def _add_comment(self, cell, resources):
        comment = self._row(Comment, cell.metadata.nbgrader["grade_id"])
        unchanged = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
        comment.auto_comment = "No response." if unchanged and not is_task(cell) else None

    def _row(self, kind, name):
        """Find the grade or the comment of a cell; all of the notebook are read at once."""
        if kind not in self.rows:
            book = self.gradebook
            notebook = book.find_submission_notebook(
                self.notebook_id, self.assignment_id, self.student_id
            )
            found = (
                book.db.query(kind, BaseCell.name)
                .join(BaseCell, BaseCell.id == kind.cell_id)
                .filter(kind.notebook_id == notebook.id)
            )
            self.rows[kind] = {cell: row for row, cell in found}
        return self.rows[kind][name]


def points(result, most, log=None):
    """Return the points for a test cell.

    Parameters
    ----------
    result : dict
        What `supervisor.Supervisor` says of the cell.
    most : float
        Its maximum.
    log : logging.Logger, optional
        Where nbgrader complains about values that are no points.

    Returns
    -------
    float
        All or nothing, or the number that the cell ended on, but never more than the maximum.
    """
    if result["status"] != "ok":
        return 0.0
    if result["value"] is None:
        return most
    try:
        return get_partial_grade({"data": {"text/plain": result["value"]}}, most, log)
    except ValueError:  # more than the maximum
        return most
    except KeyError:  # an empty text
        return most
