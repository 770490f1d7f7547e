"""Grade a class as `nbgrader autograde` does: many hand-ins at a time, each in a sandbox.

A folder for each zone of trust; its first lines say what may be touched from there, and the contracts
of import-linter in ``pyproject.toml`` keep it so. README.md in this folder says how the pieces fit,
what differs from nbgrader on purpose, and what a hand-in could still do.
"""

__all__ = ["TRUSTED"]

TRUSTED = "helpers"  # the package that the course's checks import
