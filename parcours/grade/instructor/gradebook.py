"""nbgrader's gradebook in one session for the whole class, a transaction a hand-in.

What every hand-in needs is read and written in a statement for each table: through nbgrader's objects
it takes ten times as long, and all the hand-ins of a cluster go through here.
"""

import errno
import importlib
from contextlib import ExitStack, contextmanager
from unittest import mock

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades, latesubmissions
from nbgrader.utils import (
    compute_checksum,
    determine_grade,
    get_partial_grade,
    is_solution,
    is_task,
    parse_utc,
)
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from tornado.log import app_log

from parcours.course import CourseError

__all__ = ["LatePenalties", "SaveGrades", "SharedGradebook", "points", "raise_machines", "shared"]

MACHINES = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE)
OPENERS = (
    "nbgrader.converters.autograde",
    "nbgrader.preprocessors.latesubmissions",
    "nbgrader.preprocessors.overwritekernelspec",
    "nbgrader.preprocessors.saveautogrades",
)


class SharedGradebook(Gradebook):
    """A gradebook that stays open when one of its many users closes it.

    The assignment is read once; what belongs to a hand-in is read again after each transaction.
    """

    def __init__(self, url, course):
        super().__init__(url, course)
        self.db().expire_on_commit = False
        self.assignments_found = {}

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
            self.forget_hand_ins()  # as after a commit: what is computed from rows is read again

        try:
            with mock.patch.object(session, "commit", remember):
                yield
            session.commit()
            self.forget_hand_ins()
        except BaseException:
            session.rollback()
            raise

    def forget_hand_ins(self):
        """Have all objects read again when they are used, but for those of the assignment."""
        for one in self.db():
            if not isinstance(one, Assignment | Notebook):
                self.db.expire(one)

    def find_assignment(self, assignment):
        """Find an assignment, as nbgrader does, but once."""
        if assignment not in self.assignments_found:
            self.assignments_found[assignment] = super().find_assignment(assignment)
        return self.assignments_found[assignment]

    def find_notebook(self, notebook, assignment):
        """Find a notebook, as nbgrader does, but among those found."""
        for one in self.find_assignment(assignment).notebooks:
            if one.name == notebook:
                return one
        raise MissingEntry(f"No such notebook: {assignment}/{notebook}")

    def update_or_create_student(self, student_id, **_):
        """Add a student if there is none of this name; their hand-in, which follows, commits."""
        known = select(Student.id).where(Student.id == student_id)
        if not self.db.execute(known).first():
            self.db.execute(insert(Student.__table__), {"id": student_id})

    def update_or_create_submission(self, assignment, student, timestamp=None):
        """Note when something was handed in; make empty rows for its cells if there are none."""
        values = {"timestamp": parse_utc(timestamp)} if timestamp else {}
        master = self.find_assignment(assignment)
        table, its = SubmittedAssignment.__table__, SubmittedAssignment
        whose = its.assignment_id == master.id, its.student_id == student
        found = self.db.execute(select(its.id).where(*whose)).scalar()
        if not found:
            values |= {"id": new_uuid(), "assignment_id": master.id, "student_id": student}
            self.db.execute(insert(table), values)
            self._add_rows(master, values["id"])
        elif values:
            self.db.execute(update(table).where(table.c.id == found), values)
        self.db.commit()
        return self.find_submission(assignment, student) if timestamp else None

    def _add_rows(self, master, submission):
        """Add the rows of the notebooks and cells of a hand-in."""
        rows = {SubmittedNotebook: [], Grade: [], Comment: []}
        for notebook in master.notebooks:
            of = {"notebook_id": new_uuid()}
            rows[SubmittedNotebook].append(
                {"id": of["notebook_id"], "notebook_id": notebook.id, "assignment_id": submission}
            )
            for kind, cells in (
                (Grade, [*notebook.grade_cells, *notebook.task_cells]),
                (Comment, [*notebook.solution_cells, *notebook.task_cells]),
            ):
                rows[kind] += [of | {"cell_id": cell.id} for cell in cells]
        for kind, values in rows.items():
            if values:
                self.db.execute(insert(kind.__table__), values)

    def read_rows(self, kind, where, *columns):
        """Read a hand-in's grades or comments in a notebook.

        Parameters
        ----------
        kind : type
            `Grade` or `Comment`.
        where : dict
            ``notebook``, ``assignment`` and ``student``, as in ``resources["nbgrader"]``.

        Returns
        -------
        dict
            Name of a cell -> the row's id, and the columns asked for.
        """
        found = self.db.execute(
            select(BaseCell.name, kind.id, *columns)
            .join(BaseCell, BaseCell.id == kind.cell_id)
            .where(kind.notebook_id == _submitted(where))
        )
        return {name: row for name, *row in found}

    def write_rows(self, kind, changed):
        """Write what has changed, dictionaries of columns and ``row``, the id."""
        table = kind.__table__
        if changed:
            self.db.execute(update(table).where(table.c.id == bindparam("row")), changed)

    def clear_penalty(self, where):
        """Take back the penalty of a notebook for being late."""
        table = SubmittedNotebook.__table__
        where_it_is = table.c.id == _submitted(where)
        self.db.execute(update(table).where(where_it_is).values(late_submission_penalty=None))


def _submitted(where):
    """Select the id of a notebook that was handed in."""
    return (
        select(SubmittedNotebook.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(
            Notebook.name == where["notebook"],
            Assignment.name == where["assignment"],
            SubmittedAssignment.student_id == where["student"],
        )
        .scalar_subquery()
    )


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
        self.where, self.results = resources["nbgrader"], resources["parcours"]["results"]
        self.rows, self.changed = {}, {Grade: [], Comment: []}
        done = super().preprocess(nb, resources)
        for kind, changed in self.changed.items():
            self.gradebook.write_rows(kind, changed)
        return done

    def _add_score(self, cell, resources):
        name = cell.metadata.nbgrader["grade_id"]
        row, manual = self._row(Grade, name, Grade.manual_score)
        result = self.results.get(name)
        if result is None or is_solution(cell):  # by hand, or not executed
            score, _ = determine_grade(cell, self.log)
        else:
            score = points(result, float(cell.metadata.nbgrader["points"]), self.log)
        by_hand = score is None or manual is not None
        self.changed[Grade].append({"row": row, "auto_score": score, "needs_manual_grade": by_hand})

    def _add_comment(self, cell, resources):
        (row,) = self._row(Comment, cell.metadata.nbgrader["grade_id"])
        unchanged = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
        said = "No response." if unchanged and not is_task(cell) else None
        self.changed[Comment].append({"row": row, "auto_comment": said})

    def _row(self, kind, name, *columns):
        """Find the row of a cell; all of the notebook are read at once."""
        if kind not in self.rows:
            self.rows[kind] = self.gradebook.read_rows(kind, self.where, *columns)
        return self.rows[kind][name]


class LatePenalties(AssignLatePenalties):
    """Saves the penalty for being late, which nobody can be where there is no due date."""

    def preprocess(self, nb, resources):
        """Ask nbgrader's plugin only where somebody could be late."""
        where = resources["nbgrader"]
        with latesubmissions.Gradebook(where["db_url"]) as book:
            if book.find_assignment(where["assignment"]).duedate is not None:
                return super().preprocess(nb, resources)
            book.clear_penalty(where)
        return nb, resources


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
