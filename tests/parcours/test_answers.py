"""What somebody wrote is still there after an update, whatever they did to the notebook."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from parcours.answers import has_work, keep, merge_files
from parcours.course import CourseError
from parcours.notebooks import dumps, from_markdown, loads

ANSWER = '"locked": false, "schema_version": 3, "solution": true, "task": false'
CHECK = '"locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false'


def statement(title="Squares", stub="raise NotImplementedError", check="assert square(2) == 4"):
    return from_markdown(
        f"""# {title}

```python
from helpers import tasks
```

```python nbgrader={{"grade": false, "grade_id": "square", {ANSWER}}}
{stub}
```

```python nbgrader={{"grade": true, "grade_id": "check-square", {CHECK}}}
{check}
```

The end.
"""
    )


OLD = statement()
NEW = statement("All squares", "raise NotImplementedError('yours')", "assert square(3) == 9")


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def test_an_untouched_notebook_becomes_the_new_one():
    assert dumps(keep(OLD, NEW)) == dumps(NEW)
    assert not has_work(OLD)


def test_answers_own_cells_and_outputs_stay_and_the_rest_is_new():
    mine = copy.deepcopy(OLD)
    mine.cells[1].outputs = [new_output("stream", text="imported")]
    mine.cells[1].execution_count = 1
    mine.cells[2].source = "def square(x): return x * x"
    mine.cells.insert(3, new_code_cell("square(12)"))
    mine.cells.append(new_markdown_cell("Ask about this."))
    assert has_work(mine)
    merged = keep(mine, NEW)
    assert sources(merged) == [
        "# All squares",
        "from helpers import tasks",
        "def square(x): return x * x",
        "square(12)",
        "assert square(3) == 9",
        "The end.",
        "Ask about this.",
    ]
    assert merged.cells[1].outputs[0].text == "imported"
    assert merged.cells[2].metadata.nbgrader.grade_id == "square"


def test_an_edited_check_comes_back_and_the_edit_is_kept_beside_it():
    mine = copy.deepcopy(OLD)
    mine.cells[3].source = "assert True"
    merged = keep(mine, NEW)
    assert sources(merged)[3:5] == ["assert square(3) == 9", "assert True"]
    assert "nbgrader" not in merged.cells[4].metadata


def test_deleted_and_shuffled_cells_come_back_in_order():
    mine = copy.deepcopy(OLD)
    mine.cells[2].source = "def square(x): return x * x"
    mine.cells = [mine.cells[4], mine.cells[2]]
    merged = keep(mine, NEW)
    assert sources(merged) == [*sources(NEW)[:2], mine.cells[1].source, *sources(NEW)[3:]]


def test_without_ids_answers_are_found_by_their_grade_id():
    mine = copy.deepcopy(OLD)
    mine.cells[2].source = "def square(x): return x * x"
    for cell in mine.cells:
        del cell["id"]
    mine.nbformat_minor = 4
    merged = keep(mine, OLD)
    assert sources(merged) == sources(mine)
    assert merged.nbformat_minor == 5


SOME_TEXT = st.text("abc \n", max_size=5)
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["edit", "insert", "delete", "copy", "run", "move"]),
        st.integers(0, 9),
        SOME_TEXT,
    ),
    max_size=8,
)


def worked_in(notebook, deeds):
    """Do to a notebook what a student may do, in any order."""
    mine = copy.deepcopy(notebook)
    for deed, place, text in deeds:
        if deed == "insert" or not mine.cells:
            mine.cells.insert(place, new_code_cell(text))
            continue
        cell = mine.cells[place % len(mine.cells)]
        if deed == "edit":
            cell.source = text
        elif deed == "delete":
            mine.cells.remove(cell)
        elif deed == "copy":
            twin = copy.deepcopy(cell)
            twin.id = new_code_cell().id
            mine.cells.append(twin)
        elif deed == "run" and cell.cell_type == "code":
            cell.execution_count = place
        elif deed == "move":
            mine.cells.append(mine.cells.pop(place % len(mine.cells)))
    return mine


@settings(max_examples=300, deadline=None)
@given(DEEDS, st.sampled_from([OLD, NEW]))
def test_nothing_that_somebody_wrote_is_lost_and_keeping_twice_is_keeping_once(deeds, new):
    mine = worked_in(OLD, deeds)
    merged = keep(mine, new)
    written = [source for source in sources(mine) if source not in sources(OLD)]
    for source in written:
        assert sources(merged).count(source) >= written.count(source)
    locked = [cell.source for cell in new.cells if "check" in cell.id]
    assert all(source in sources(merged) for source in locked)
    ids = [cell.id for cell in merged.cells]
    assert len(set(ids)) == len(ids)
    assert dumps(keep(merged, new)) == dumps(merged)


def test_git_gets_the_students_version_whichever_side_it_is_on(tmp_path):
    mine = copy.deepcopy(OLD)
    mine.cells[2].source = "def square(x): return x * x"
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for first, second in [(mine, NEW), (NEW, mine)]:
        ours.write_text(dumps(first), encoding="utf-8")
        theirs.write_text(dumps(second), encoding="utf-8")
        merge_files(ours, theirs)
        assert sources(loads(ours.read_text(encoding="utf-8"))) == sources(keep(mine, NEW))


@pytest.mark.parametrize("texts", [(dumps(OLD), dumps(NEW)), ("{", dumps(NEW))])
def test_what_cannot_be_merged_is_left_to_git(tmp_path, texts):
    files = [tmp_path / "ours", tmp_path / "theirs"]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match="cannot merge"):
        merge_files(*files)
    assert files[0].read_text(encoding="utf-8") == texts[0]
