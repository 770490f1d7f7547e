"""The minutes that a lesson takes a reader who reads, runs and predicts."""

import re
from dataclasses import dataclass

from parcours.course import find_course
from parcours.notebooks import from_markdown

__all__ = ["Load", "load_of", "stated_minutes"]

WORDS_PER_MINUTE = 150
SECONDS_PER_LINE = 12
SECONDS_PER_PREDICTION = 40
SECONDS_PER_FIGURE = 30
NOT_READ = re.compile(r"^## Further reading$.*", re.MULTILINE | re.DOTALL)
LINK_OR_TAG = re.compile(r"\]\([^)]*\)|<[^>]+>")
WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
STATED = re.compile(r"^\*(\d+) minutes", re.MULTILINE)


@dataclass(frozen=True)
class Load:
    """What a notebook asks of its reader, counted in its source."""

    words: int = 0
    lines: int = 0
    predictions: int = 0
    figures: int = 0

    @property
    def minutes(self):
        """Minutes for all of it, a float."""
        seconds = (
            SECONDS_PER_LINE * self.lines
            + SECONDS_PER_PREDICTION * self.predictions
            + SECONDS_PER_FIGURE * self.figures
        )
        return self.words / WORDS_PER_MINUTE + seconds / 60


def load_of(text):
    """Count words, lines of code, predictions and figures of a lesson's Markdown source."""
    words = lines = predictions = figures = 0
    for cell in from_markdown(NOT_READ.sub("", text)).cells:
        if cell.cell_type == "markdown":
            words += len(WORD.findall(LINK_OR_TAG.sub("]", cell.source)))
            predictions += cell.source.count("**Predict")
            figures += cell.source.count("![")
        else:
            lines += sum(bool(line.strip()) for line in cell.source.splitlines())
            figures += "mystnb" in cell.metadata
    return Load(words, lines, predictions, figures)


def stated_minutes(text):
    """Minutes that the lesson's own line states, or None."""
    match = STATED.search(text)
    return int(match[1]) if match else None


def main():
    """Print what each lesson asks of its reader, and the minutes beside those that it states."""
    print(f"{'lesson':16} {'words':>6} {'lines':>6} {'predict':>8} {'figures':>8} {'minutes':>8}  stated")
    for path in sorted(find_course().lessons.glob("[0-9]*.md")):
        text = path.read_text(encoding="utf-8")
        load = load_of(text)
        counts = f"{load.words:6} {load.lines:6} {load.predictions:8} {load.figures:8}"
        print(f"{path.stem:16} {counts} {load.minutes:8.1f}  {stated_minutes(text)}")


if __name__ == "__main__":
    main()
