"""Grade mutants of the corrections; list those that keep full marks without a reason."""

import argparse
import sys
import tempfile
import tomllib
from pathlib import Path

from classroom import SUBMISSIONS, Classroom, is_answer

from mutants.changes import changes
from parcours.notebooks import grade_id

EXERCISES = sorted(path.name for path in SUBMISSIONS.iterdir() if path.is_dir())


def main():
    """Grade the mutants of some exercises, and say which survive; exit with 1 if one has no reason."""
    parser = argparse.ArgumentParser(prog="make mutants ARGS=", description=__doc__)
    parser.add_argument("exercises", nargs="*", help=f"by default all: {', '.join(EXERCISES)}")
    names = parser.parse_args().exercises or EXERCISES
    if unknown := set(names) - set(EXERCISES):
        parser.error(f"no exercise {unknown.pop()!r}: there are {', '.join(EXERCISES)}")
    unexplained = [line for name in names for line in survivors(name)]
    print("\n".join(unexplained))
    return 1 if unexplained else 0


def survivors(exercise):
    """Grade an exercise's mutants; return a line for each that keeps full marks, and should not."""
    with tempfile.TemporaryDirectory() as folder:
        room = Classroom(Path(folder), exercise)
        made = mutants(room)
        students = {f"m{i:03}": name for i, name in enumerate(made)}
        for student, name in students.items():
            cell, source = made[name]
            room.hand_in(student, room.answered({cell: source}))
        room.grade_fast()
        alive = [name for student, name in students.items() if full_marks(room, student)]
    reasons = equivalents(exercise)
    explained = [name for name in alive if name in reasons]
    print(f"{exercise}: {len(made)} mutants, {len(alive)} with full marks", end=", ")
    print(f"{len(explained)} of them explained", flush=True)
    lines = [f"{exercise}: no check sees  {name}" for name in alive if name not in reasons]
    return lines + [
        f"{exercise}: explained, but not alive  {name}" for name in reasons.keys() - alive
    ]


def mutants(room):
    """Return the mutants of a correction: {name: (answer cell, its source)}."""
    made = {}
    for cell in room.notebook("solutions/en").cells:
        if cell.cell_type == "code" and is_answer(cell):
            lines = cell.source.splitlines()
            first, last = (
                next(i for i, line in enumerate(lines, 1) if f"{word} SOLUTION" in line)
                for word in ("BEGIN", "END")
            )
            for what, source in changes(cell.source, first, last):
                name = f"{grade_id(cell)}: {what}"
                alike = sum(other.partition(" #")[0] == name for other in made)
                made[f"{name} #{alike + 1}" if alike else name] = grade_id(cell), source
    return made


def full_marks(room, student):
    """Whether no check took a point off."""
    return all(got == most for got, most in room.points(student).values())


def equivalents(exercise):
    """Read why some mutants are as right as the correction: {name: reason}."""
    file = SUBMISSIONS / exercise / "equivalent.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


if __name__ == "__main__":
    sys.exit(main())
