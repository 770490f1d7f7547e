"""What the cheat sheet promises of each engine: the same results, by the workers that it names."""

import ast
import asyncio
import inspect
import os
import re
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Pool
from pathlib import Path

import dask
import pytest
from dask.distributed import Client
from joblib import Parallel, delayed

from helpers import max_concurrency, nap, rendezvous, square, traced

SHEET = Path(__file__).parents[1] / "course" / "en" / "cheatsheet.md"
ENGINES = re.findall(
    r"^\| ([^|]+) \| `(results = .+?|with .+?)` \| (\w+) \|", SHEET.read_text("utf-8"), re.MULTILINE
)


@pytest.fixture(scope="module")
def client():
    options = {"dashboard_address": None, "set_as_default": False}
    with Client(n_workers=2, threads_per_worker=1, **options) as client:
        yield client


def run(code, f, items, client):
    """Run a line of the sheet, as a notebook does, and return its results."""
    names = {
        **{"Pool": Pool, "Parallel": Parallel, "delayed": delayed, "dask": dask},
        **{"ProcessPoolExecutor": ProcessPoolExecutor, "ThreadPoolExecutor": ThreadPoolExecutor},
        **{"asyncio": asyncio, "client": client, "f": f, "items": items, "n": 2},
    }
    compiled = compile(code, "sheet", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    result = eval(compiled, names)
    if inspect.iscoroutine(result):
        asyncio.run(result)
    return names["results"]


def test_the_table_was_found():
    assert len(ENGINES) == 10


@pytest.mark.parametrize(("engine", "code", "workers"), ENGINES, ids=[e for e, *_ in ENGINES])
def test_an_engine(engine, code, workers, client):
    assert sorted(run(code, square, range(8), client)) == [x * x for x in range(8)]
    meeting = rendezvous(lambda fn, items: run(code, fn, items, client), tasks=2, timeout=2)
    assert bool(meeting) == (workers != "none")
    if meeting:
        assert (os.getpid() in meeting.pids) == (workers == "threads")


@pytest.mark.parametrize(
    "code", [code for _, code, _ in ENGINES if "n)" in code], ids=lambda code: code[:40]
)
def test_no_more_workers_than_it_says(code, client):
    assert max_concurrency(run(code, traced(nap), [0.02] * 8, client)) <= 2
