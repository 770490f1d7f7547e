"""`make bench`, with tiny sizes: its rows run, its contenders agree, it knows a noisy machine."""

import itertools
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from benchmarks import documents, grading
from benchmarks.__main__ import measure_rows
from benchmarks.contest import agree, contest
from benchmarks.corrections import correction
from benchmarks.kept import Kept
from benchmarks.report import markdown, write_figures, write_rows
from benchmarks.row import Row
from benchmarks.size import installed
from benchmarks.spread import Claim, Spread
from benchmarks.units import seconds
from benchmarks.work.roots import crossover
from helpers import tasks
from parcours.others import Others

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def rows():
    return measure_rows(quick=True)


def test_every_row_runs_and_is_written(rows, tmp_path):
    for row in rows:
        row.others, row.claims = 0.0, []  # what a quick run finds is noise, and nobody's business
    text = write_rows(rows, tmp_path)
    assert len(rows) == 6
    for row in rows:
        for cell in (row.work, row.document, row.ours, row.limit, row.must):
            assert cell in text
    timings = pd.read_csv(tmp_path / "work.csv")
    assert {"document", "list", "fast_dot", "longest first"} <= set(timings["contender"])
    assert (timings["q1"] <= timings["median"]).all() and (timings["median"] <= timings["q3"]).all()
    assert (timings["first"] > 0).all()
    for name in ("roots", "dot", "fibs"):
        assert (tmp_path / f"{name}.png").stat().st_size > 0


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path, monkeypatch):
    def interrupted(quick):
        raise KeyboardInterrupt

    done = []
    modules = [SimpleNamespace(__name__=f"work.{name}", run=None) for name in ("a", "b")]
    monkeypatch.setattr("benchmarks.work.ROWS", modules)
    monkeypatch.setattr("benchmarks.report.write_rows", lambda rows, partial: done.append(partial))
    modules[0].run = lambda quick: Row("a", "", "", "", "", [], [])
    modules[1].run = interrupted
    with pytest.raises(KeyboardInterrupt):
        measure_rows(kept=Kept(tmp_path / "bench"))
    modules[0].run = interrupted  # it is not measured again
    modules[1].run = lambda quick: Row("b", "", "", "", "", [], [])
    rows = measure_rows(kept=Kept(tmp_path / "bench"))
    assert [row.work for row in rows] == ["a", "b"]
    assert done == [True, True, False]
    assert not (tmp_path / "bench").exists()


def test_contenders_take_turns_in_changing_order():
    called = []
    contenders = {"a": lambda: called.append("a"), "b": lambda: called.append("b")}
    result = contest(contenders, rounds=3)
    runs = [name for name, _ in itertools.groupby(called)]
    assert runs[-4:] == ["a", "b", "a", "b"]  # the second round begins with b, after b
    assert len(result["a"].runs) == len(result["b"].runs) == 3
    assert result.ratio("a", "a").median == 1


def test_contenders_that_disagree_are_not_timed():
    with pytest.raises(ValueError, match="'wrong' does not give what 'right' gives"):
        contest({"right": lambda: [1.0, 2.0], "wrong": lambda: [1.0, 2.5]}, rounds=1)
    with pytest.raises(ValueError, match="'none' does not"):
        contest({"right": lambda: 1, "none": lambda: None}, rounds=1)


def test_integers_must_be_equal_and_floats_close():
    assert agree(np.array([1.0]), [1.0 + 1e-12])
    assert not agree(np.array([10**12]), np.array([10**12 + 1]))
    assert not agree([1, 2], [1, 2, 3])


def row_with(*claims, others=0.0):
    row = Row("work", "document", "ours", "limit", "must", list(claims), [], why="A limit.", cpus=1)
    row.others = others
    return row


def test_a_noisy_machine_gets_no_figure(tmp_path):
    steady = Claim("gain", Spread.of([1.99, 2.0, 2.01]), 1.9)
    shaky = Claim("gain", Spread.of([1.0, 2.0, 3.0]), 1.9)
    assert not row_with(steady).noise
    assert "gain" in row_with(shaky).noise
    assert "others took 50%" in row_with(steady, others=0.5).noise
    for row in (row_with(shaky), row_with(steady, others=0.5)):
        text = write_rows([row], tmp_path)
        assert "too noisy" in text and "| document | ours |" not in text
    assert "| document | ours |" in write_rows([row_with(steady)], tmp_path)


def test_a_claim_is_reached_or_not():
    near = Spread.of([1.85, 1.86, 1.87])
    assert row_with(Claim("gain", near, 1.8)).verdict() == "reached"
    missed = row_with(Claim("gain", near, 1.9)).verdict()
    assert "not reached" in missed and "1.86" in missed and missed.endswith("A limit.")
    assert row_with().verdict() == "shown"
    clear = Claim("gain", Spread.of([2.0, 2.5, 3.0]), 1.9)  # wide, and above all the same
    assert row_with(clear).verdict() == "reached"
    wide = Claim("n=10", Spread.of([1.0, 2.0, 3.0]), 1.9)
    one_of_three = row_with(Claim("n=1", near, 1.8), Claim("n=2", near, 1.8), wide)
    assert not one_of_three.noise
    assert one_of_three.verdict() == "reached; too noisy to say: n=10"
    assert row_with(wide).verdict() == "too noisy to say: n=10"
    around_one = Spread.of([0.98, 0.99, 1.01, 1.02])
    assert Claim("no slower", around_one, 1, beyond_noise=True).holds
    assert not Claim("no slower", Spread.of([0.96, 0.97, 0.98]), 1, beyond_noise=True).holds


def test_others_are_a_share():
    with Others() as others:
        tasks.count_primes(10_000)
    assert 0 <= others.share <= 1


def test_the_document_s_dot_loses_what_the_correction_keeps():
    ones = np.ones(102)
    assert documents.dot(ones, ones) == 100
    assert correction("dot").vector_dot(ones, ones, 4) == 102


def test_a_correction_is_loaded_without_its_experiments():
    module = correction("dot")
    assert callable(module.fast_dot if hasattr(module, "fast_dot") else module.make_fast_dot)
    assert not hasattr(module, "u")  # vectors of an experiment


def test_the_crossover_lies_between_loss_and_gain():
    gains = [Spread.of([gain]) for gain in (0.5, 0.5, 2.0, 3.0)]
    assert crossover([1e-6, 4e-6, 16e-6, 64e-6], gains) == "about 8.00 µs"
    assert crossover([1e-6], gains[2:3]) == "1.00 µs or less"
    assert crossover([1e-6], gains[:1]) == "more than 1.00 µs"


def test_seconds_have_three_digits():
    shown = [seconds(value) for value in (5.0234, 0.0123, 123e-6, 0.99999e-3)]
    assert shown == ["5.02 s", "12.3 ms", "123 µs", "1.00 ms"]


def test_installed_packages_say_who_asked_for_them():
    table = installed().set_index("package")
    assert table.loc["numpy", "because"] == "parcours → numpy"
    assert (table["MB"] >= 0).all() and table["all, %"].iloc[-1] == pytest.approx(100)
    assert "pytest" not in table.index


def test_tables_of_the_course_are_written(tmp_path):
    table = pd.DataFrame([["a page", 1.23456], ["none", float("nan")]], columns=["wait", "seconds"])
    text = write_figures("course", "The course", {"Waits": table}, tmp_path)
    assert "| a page | 1.235 |" in text and "## Measured on" in text
    assert (tmp_path / "course.json").exists()


def test_markdown_is_a_table():
    assert markdown(["a", "b"], [["1", "2"]]).splitlines() == [
        "| a | b |",
        "| --- | --- |",
        "| 1 | 2 |",
    ]


def test_a_class_is_made_of_repeated_answers():
    assert grading.students({"right": {}, "wrong": {}}, 3) == [
        "000-right",
        "001-wrong",
        "002-right",
    ]
    assert grading.marks('a warning\n{"hand_ins": [{"student": "a"}]}') == [{"student": "a"}]
