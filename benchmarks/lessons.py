"""How long each lesson and each correction runs, from top to bottom."""

import tempfile
import time

import pandas as pd
from nbclient import NotebookClient
from tqdm import tqdm

from benchmarks.corrections import ROOT
from parcours.notebooks import from_markdown
from parcours.others import Others

__all__ = ["runs"]


def runs(sources=None):
    """Return the seconds that each notebook took, with the start of its kernel.

    Parameters
    ----------
    sources : list of Path, optional
        Their Markdown files; by default all lessons and corrections.
    """
    if sources is None:
        sources = sorted([*ROOT.glob("course/en/[0-9]*.md"), *ROOT.glob("solutions/en/*/*.md")])
    rows = []
    for source in tqdm(sources, desc="notebooks", unit="notebook"):
        notebook = from_markdown(source.read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder, Others() as others:
            start = time.perf_counter()
            NotebookClient(
                notebook,
                kernel_name="python3",
                timeout=300,
                resources={"metadata": {"path": folder}},
            ).execute()
            seconds = time.perf_counter() - start
        place = source.relative_to(ROOT).as_posix()
        rows.append([place, seconds, f"{others.share:.0%}"])
    return pd.DataFrame(rows, columns=["notebook", "seconds", "others' CPU time"])
