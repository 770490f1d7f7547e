"""Write what was measured into benchmarks/results/."""

import json

import pandas as pd

from benchmarks.corrections import ROOT
from benchmarks.facts import facts
from benchmarks.plots import save

__all__ = ["RESULTS", "markdown", "write_figures", "write_rows"]

RESULTS = ROOT / "benchmarks" / "results"
COLUMNS = ["work", "the document's way", "ours", "the limit", "ours must reach", ""]


def write_rows(rows, folder=RESULTS, partial=False):
    """Write the table of the rows, all their timings, and their plots; return the table.

    A table that is ``partial`` says so: the run goes on, or was interrupted.
    """
    folder.mkdir(parents=True, exist_ok=True)
    body = [_cells(row) for row in rows]
    title = "Side by side with the source documents"
    text = _page(f"{title} (not complete)" if partial else title, markdown(COLUMNS, body))
    for old in folder.glob("*.png"):
        old.unlink()
    for row in rows:
        if row.plot and not row.noise:
            name = row.plot.__module__.rpartition(".")[2]
            save(row.plot(), folder / f"{name}.png")
            text += f"\n![{name}]({name}.png)\n"
    _write(folder / "work.md", text)
    timings = pd.DataFrame([timing for row in rows for timing in row.timings])
    timings.to_csv(folder / "work.csv", index=False, float_format="%.4g", lineterminator="\n")
    return text


def write_figures(name, title, tables, folder=RESULTS):
    """Write tables (heading: DataFrame) on one page, and all their rows; return the page."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    for heading, table in tables.items():
        rows = [[_short(value) for value in row] for row in table.itertuples(index=False)]
        parts.append(f"## {heading}\n\n{markdown(list(table.columns), rows)}")
    text = _page(title, "\n\n".join(parts))
    _write(folder / f"{name}.md", text)
    content = {
        heading: json.loads(table.to_json(orient="records")) for heading, table in tables.items()
    }
    _write(folder / f"{name}.json", json.dumps(content, indent=1) + "\n")
    return text


def markdown(columns, rows):
    """Return a table in Markdown."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(row):
    if row.noise:
        return [row.work, "-", "-", "-", row.must, f"**the machine was too noisy**: {row.noise}"]
    said = f"{row.verdict()} (others: {row.others:.1%} of the CPU time)"
    return [row.work, row.document, row.ours, row.limit, row.must, said]


def _short(value):
    return f"{value:,.4g}" if isinstance(value, float) else str(value)


def _page(title, body):
    where = markdown(["fact", ""], [[name, str(value)] for name, value in facts().items()])
    return f"# {title}\n\n{body}\n\n## Measured on\n\n{where}\n"


def _write(file, text):
    file.write_text(text, encoding="utf-8", newline="\n")
