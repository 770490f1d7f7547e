"""What is said of a claim, given what a lesson has computed."""

import pytest

from parcours.rehearse.judge import judge

NAMES = {"gain": 1.8, "times": [1, 2, 3], "method": "fork"}


@pytest.mark.parametrize(
    ("code", "outcome", "seen"),
    [
        ("# c\nassert 1.5 < gain < 2.3", "held", ""),
        ("# c\nassert 2 < gain", "failed", "2 < gain; gain = 1.8"),
        ("# c\nassert len(times) == 4", "failed", "len(times) == 4; len(times) = 3"),
        ("# c\nassert times and gain > 2", "failed", "times and gain > 2; gain = 1.8"),
        (
            "# c\nassert all(time > 1 for time in times)",
            "failed",
            "all((time > 1 for time in times))",
        ),
        ("# c\nbest = min(times)\nassert best == 2", "failed", "best == 2; best = 1"),
        ("# c\nfor time in times:\n    assert time < 3, f'{time} is long'", "failed", "3 is long"),
        ("# c\nassert speed > 1", "failed", "NameError: name 'speed' is not defined"),
    ],
)
def test_a_claim_is_held_or_says_what_was_seen(code, outcome, seen):
    assert judge(code, "", NAMES) == {"outcome": outcome, "seen": seen}


def test_a_claim_changes_nothing_in_the_lesson():
    names = dict(NAMES)
    judge("# c\ngain = 7\nassert gain == 7", "", names)
    assert names == NAMES


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ("usable >= 1", "held"),
        ("usable > 10_000", "not claimed"),
        ("gain > 1", "held"),
        ("method == 'spawn'", "not claimed"),
    ],
)
def test_a_claim_is_made_where_its_condition_holds(given, outcome):
    assert judge("# c\nassert gain", given, NAMES)["outcome"] == outcome
