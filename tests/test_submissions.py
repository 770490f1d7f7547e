"""The checks of each exercise know right answers from wrong ones, and say what is wrong.

Three right answers, and for each check a wrong one; `pytest --everything` has all of them graded.
"""

import re
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from classroom import SUBMISSIONS, Classroom, is_answer, submissions

EXERCISES = sorted(path.name for path in SUBMISSIONS.iterdir() if path.is_dir())
LONGEST_LINE = 87 - len("    AssertionError: ")  # nbgrader validate cuts what is longer

pytestmark = pytest.mark.timeout(900)


def pytest_generate_tests(metafunc):
    if "answer" in metafunc.fixturenames:
        everything = metafunc.config.getoption("--everything", default=False)
        answers = [one for exercise in EXERCISES for one in chosen(exercise, everything)]
        metafunc.parametrize("answer", answers, ids=lambda one: f"{one.exercise}/{one.name}")


def chosen(exercise, everything):
    """Return the answers to grade: all, or three right ones and a wrong one for each check."""
    answers = submissions(exercise)
    if everything:
        return answers
    right, wrong, rejecting = [one for one in answers if not one.expected][:3], [], set()
    for one in answers:
        if one.expected.keys() - rejecting:
            wrong.append(one)
            rejecting |= one.expected.keys()
    return right + wrong


@pytest.fixture(scope="module")
def graded(request, tmp_path_factory):
    """Return a function that gives the graded class of an exercise.

    Grading wrong answers is mostly waiting: for workers that never meet, for code that never ends.
    So the classes that are needed are graded two at a time.
    """
    nodes = [item.nodeid for item in request.session.items]
    names = [name for name in EXERCISES if any(re.search(rf"\[{name}[]/]", n) for n in nodes)]
    everything = request.config.getoption("--everything", default=False)
    with ThreadPoolExecutor(2) as executor:
        folder = tmp_path_factory.mktemp("classes")
        classes = {
            name: executor.submit(GradedClass, folder / name, name, chosen(name, everything))
            for name in names
        }
        yield lambda name: classes[name].result()


class GradedClass(Classroom):
    """The class of an exercise: answers, the correction, and the untouched statement."""

    def __init__(self, root, exercise, answers):
        super().__init__(root, exercise)
        self.solutions = self.notebook("solutions/en")
        self.statement = self.notebook("exercises/en")
        self.hand_in("correction", self.solutions)
        self.hand_in("untouched", self.statement)
        for one in answers:
            self.hand_in(one.name, self.answered(one.answers))
        self.grade_fast()


def test_points_and_words(graded, answer):
    if answer.linux_only and sys.platform != "linux":
        pytest.skip("the check can see this mistake on Linux only")
    room = graded(answer.exercise)
    points, messages = room.points(answer.name), room.messages(answer.name)
    assert answer.expected.keys() <= points.keys(), "the file names a check that there is not"
    expected = {check: full for check, (_, full) in points.items()}
    expected |= {check: wanted for check, (wanted, _) in answer.expected.items()}
    assert {check: got for check, (got, _) in points.items()} == expected, messages
    for check, (_, words) in answer.expected.items():
        assert words in " ".join(messages[check].split())
        if messages[check].startswith("("):  # ours, and not Python's own
            assert max(map(len, messages[check].splitlines())) <= LONGEST_LINE
    assert answer.name.startswith("wrong_" if answer.expected else "right_")


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_correction_gets_full_marks(graded, exercise):
    points = graded(exercise).points("correction")
    assert all(got == full for got, full in points.values()), graded(exercise).messages(
        "correction"
    )


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_untouched_statement_gets_nothing_and_reads_as_help(graded, exercise):
    room = graded(exercise)
    assert all(got == 0 for got, _ in room.points("untouched").values())
    messages = room.messages("untouched")
    for check in messages.keys() & room.points("untouched"):
        assert "replace this line by your own code" in messages[check], check


@pytest.mark.parametrize("exercise", EXERCISES)
def test_each_check_rejects_a_wrong_answer(graded, exercise):
    answers = submissions(exercise)
    full = {check: most for check, (_, most) in graded(exercise).points("correction").items()}
    rejecting = {
        check
        for answer in answers
        for check, (points, words) in answer.expected.items()
        if points < full[check] and words
    }
    assert rejecting == full.keys()
    names = [answer.name for answer in answers]
    assert sum(name.startswith("right_") for name in names) >= 4
    assert sum(name.startswith("wrong_") for name in names) >= 8


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_line_of_the_correction_reaches_the_statement(graded, exercise):
    room = graded(exercise)
    released = {
        line.strip()
        for file in (room.root / "exercises").rglob("*")
        if file.is_file()
        for line in file.read_text(encoding="utf-8").replace('\\n",', "").splitlines()
    }
    released |= {line.strip() for c in room.statement.cells for line in c.source.splitlines()}
    secret = set_of_secret_lines(room)
    assert len(secret) > 30
    assert not {line for line in secret if any(line in shown for shown in released)}


def set_of_secret_lines(room):
    """Lines of solutions, hidden tests and correction cells that no shown cell has."""
    shown, secret = set(), set()
    for cell in room.solutions.cells:
        hidden = "correction" in cell.metadata.get("tags", []) or (
            is_answer(cell) and "BEGIN SOLUTION" not in cell.source
        )
        for line in map(str.strip, cell.source.splitlines()):
            if "BEGIN SOLUTION" in line or "BEGIN HIDDEN" in line:
                hidden = True
            elif "END SOLUTION" in line or "END HIDDEN" in line:
                hidden = False
            elif len(line) > 12:
                (secret if hidden else shown).add(line)
    return {line for line in secret if not any(line in one for one in shown)}
