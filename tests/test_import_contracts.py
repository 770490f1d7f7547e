"""Who may import whom: the contracts in pyproject.toml."""

from pathlib import Path

from importlinter.cli import lint_imports


def test_the_contracts_are_kept(monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[1])
    assert lint_imports(no_cache=True) == 0
