"""Makes courses of the situations in the catalogue, released and handed in, from a seed."""

import json
import os
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import nbgrader
import savers
import situations
from classroom import nbgrader as run_nbgrader
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell
from small_course import KERNEL, meta

ASSIGNMENT = "hw"
ANSWERS = ("right", "wrong", "empty")
STUDENTS = ("ada", "zoë", "zoe\u0308 b", "émile", "li wei", "o'neil")
NAMES = ("one", "deux mots", "trois é", "quatre e\u0301", "five.5", "six_6")
CONFIG = """\
import os, sys
from pathlib import Path

c = get_config()
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
c.CourseDirectory.course_id = "generated"
c.ExecutePreprocessor.timeout = 60
c.Grader.total_timeout = 1200
c.LateSubmissionPlugin.penalty_method = "zero"
c.IncludeHeaderFooter.header = "source/header.ipynb"
"""
AUTOTESTS = Path(nbgrader.__file__).parent / "docs/source/user_guide/autotests.yml"


@dataclass
class GeneratedCourse:
    """A course folder with hand-ins, and what is in it."""

    root: Path
    notebooks: dict  # name -> situations
    students: dict = field(default_factory=dict)  # name -> {situation's name: answer}
    saved: dict = field(default_factory=dict)  # (student, notebook) -> saver

    def situation(self, cell):
        """Return the situation that a graded cell belongs to."""
        group, number, _ = cell.split("-")
        for all_of_them in self.notebooks.values():
            for one in all_of_them:
                if (one.group, one.number) == (group, int(number)):
                    return one
        raise KeyError(cell)


def deal(seed, notebooks, share=1):
    """Deal the catalogue, or one situation in so many, into so many notebooks.

    Names of Python's own stay by themselves: other tests need those names. So do autotests, since
    nbgrader runs their notebook when it releases it, and takes no error there.
    """
    chance = random.Random(seed)
    groups = situations.catalogue()
    del groups["purpose"]
    apart = [groups.pop("names"), groups.pop("autotests") + groups.pop("asynchronous")]
    rest = [one for group in groups.values() for one in group]
    hands = []
    for chosen, count in ((rest, notebooks - 2), (apart[0], 1), (apart[1], 1)):
        chosen = chosen[seed % share :: share]
        chance.shuffle(chosen)
        hands += [chosen[i::count] for i in range(count)]
    return hands


def generate(root, seed, hands, students=3):
    """Release a course with these situations, and hand in all three answers to each."""
    chance = random.Random(seed)
    first = chance.randrange(len(NAMES))
    titles = [NAMES[(first + i) % len(NAMES)] for i in range(len(hands))]
    course = GeneratedCourse(root, dict(zip(titles, hands, strict=True)))
    release(course)
    hand_in(course, chance, students)
    return course


def release(course):
    """Write the sources, and let nbgrader make the release."""
    folder = course.root / "source" / ASSIGNMENT
    folder.mkdir(parents=True)
    (course.root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    shutil.copy(AUTOTESTS, course.root)
    header = new_notebook(cells=[new_markdown_cell("Name:"), new_code_cell("header = 'seen'")])
    nbformat.write(header, course.root / "source" / "header.ipynb")
    for title, chosen in course.notebooks.items():
        for one in chosen:
            put_files(folder, one, "file")
        cells = [cell for one in chosen for cell in source_cells(one)]
        nb = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
        nbformat.write(nb, folder / f"{title}.ipynb")
    due = "--duedate=2024-01-10 12:00:00"
    run_nbgrader(course.root, "db", "assignment", "add", ASSIGNMENT, due)
    run_nbgrader(course.root, "generate_assignment", ASSIGNMENT)


def source_cells(situation):
    """Return a situation's cells as the instructor writes them; a wrong answer is none of them."""
    make = {
        "setup": lambda name, part: new_code_cell(part.text, metadata=meta(name, locked=True)),
        "right": lambda name, part: new_code_cell(part.text, metadata=meta(name, solution=True)),
        "test": lambda name, part: new_code_cell(
            part.text, metadata=meta(name, float(part.words), locked=True)
        ),
        "cell": lambda name, part: new_code_cell(part.text),
        "raw": lambda name, part: new_raw_cell(part.text),
        "manual": lambda name, part: new_code_cell(
            part.text, metadata=meta(name, float(part.words), solution=True)
        ),
        "essay": lambda name, part: new_markdown_cell(
            "Because.", metadata=meta(name, float(part.words), solution=True)
        ),
        "task": lambda name, part: new_markdown_cell(
            "Draw it.", metadata=meta(name, float(part.words), task=True, locked=True)
        ),
    }
    yield new_markdown_cell(f"## {situation.name}")
    for index, part in enumerate(situation.parts):
        if part.kind in make:
            cell = make[part.kind](situation.cell_name(index), part)
            cell.source = cell.source.rstrip("\n")
            cell.id = situation.cell_name(index)
            yield cell


def put_files(folder, situation, kind):
    """Write a situation's files of a kind."""
    for part in situation.parts:
        if part.kind == kind:
            name, _, how = part.words.rpartition(" ")
            if how not in ("+x", "latin-1", "utf-8-sig"):
                name, how = part.words, ""
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            encoding = how if how not in ("", "+x") else "utf-8"
            path.write_text(part.text, encoding=encoding, newline="\n")
            path.chmod(0o755 if how == "+x" else 0o644)


def hand_in(course, chance, students):
    """Hand in for each student; every situation is answered in all three ways."""
    shift = {one: chance.randrange(3) for chosen in course.notebooks.values() for one in chosen}
    programs = chance.sample(sorted(savers.ALL), len(savers.ALL))
    for i, student in enumerate(chance.sample(STUDENTS, students)):
        folder = course.root / "submitted" / student / ASSIGNMENT
        shutil.copytree(course.root / "release" / ASSIGNMENT, folder)
        course.students[student] = {
            one.name: ANSWERS[(i + turn) % 3] for one, turn in shift.items()
        }
        for n, (title, chosen) in enumerate(course.notebooks.items()):
            program = programs[(i * len(course.notebooks) + n) % len(programs)]
            course.saved[student, title] = program
            answer(folder / f"{title}.ipynb", chosen, course.students[student], program)
            for one in chosen:
                put_files(folder, one, "own")
        day = 9 + i  # the due date is the tenth
        (folder / "timestamp.txt").write_text(f"2024-01-{day:02} 12:30:00 UTC")


def answer(file, chosen, answers, program):
    """Write a student's answers into a released notebook, as a program saves it."""
    nb = json.loads(file.read_text(encoding="utf-8"))
    texts = {}
    for one in chosen:
        for index, part in enumerate(one.parts):
            if part.kind == "right":
                wrong = one.parts[index + 1]
                assert wrong.kind == "wrong", one.name
                texts[one.cell_name(index)] = {"right": part, "wrong": wrong}.get(answers[one.name])
            if part.kind == "essay" and answers[one.name] != "empty":
                texts[one.cell_name(index)] = situations.Part("essay", "", "For a reason.")
    for cell in nb["cells"]:
        cell["source"] = "".join(cell["source"])
        part = texts.get(cell["metadata"].get("nbgrader", {}).get("grade_id"))
        if part:
            cell["source"] = part.text.rstrip("\n")
    own = {"cell_type": "code", "metadata": {}, "source": "# my notes", "id": "my-notes"}
    nb["cells"].insert(2, own | savers.EMPTY)
    savers.ALL[program](nb)
    os.chmod(file, 0o644)
    file.write_text(json.dumps(nb, ensure_ascii=False, indent=1), encoding="utf-8")
