"""Ids that say who wrote a cell, and Markdown that comes back as it went."""

import pytest

from parcours.notebooks import (
    derive_ids,
    dumps,
    from_markdown,
    is_our_markdown,
    is_ours,
    loads,
    to_markdown,
)

TEXT = '# A\n\n```python\nx = 1\n```\n\n```python\nx = 1\n```\n\n```python tags=["t"]\ny = 2\n```\n'


def test_ids_come_from_the_content_and_survive_a_save():
    notebook = from_markdown(TEXT)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == 4
    assert ids[2] == ids[1] + "-2"
    again = loads(dumps(from_markdown(TEXT)))
    assert [cell.id for cell in again.cells] == ids
    assert all(is_ours(cell) for cell in again.cells)


def test_an_edit_shows():
    notebook = from_markdown(TEXT)
    notebook.cells[1].source = "x = 3"
    assert [is_ours(cell) for cell in notebook.cells] == [True, False, True, True]


@pytest.mark.parametrize("id", ["", "9c1b0f2e", "code-0000000g", "code-00000000"])
def test_ids_of_other_programs_are_not_ours(id):
    notebook = from_markdown("```python\nx = 1\n```\n")
    notebook.cells[0].id = id
    assert not is_ours(notebook.cells[0])


def test_markdown_comes_back_as_the_same_notebook():
    notebook = from_markdown(TEXT)
    text = to_markdown(notebook)
    assert is_our_markdown(text)
    assert dumps(from_markdown(text)) == dumps(notebook)
    assert to_markdown(from_markdown(text)) == text


@pytest.mark.parametrize("old, new", [("x = 1", "x = 2"), ("digest: ", "digest: '1")])
def test_an_edit_of_the_markdown_shows(old, new):
    text = to_markdown(from_markdown(TEXT))
    assert old in text
    assert not is_our_markdown(text.replace(old, new, 1))
    assert not is_our_markdown("my own notes")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": 3}'])
def test_what_is_not_a_notebook_is_refused(text):
    with pytest.raises(ValueError, match="not a notebook"):
        loads(text)


def test_deriving_again_changes_nothing():
    notebook = from_markdown(TEXT)
    before = dumps(notebook)
    derive_ids(notebook)
    assert dumps(notebook) == before
