"""Starts the command: the server first, and then only the imports that are needed."""

import os

from parcours.grade.lazy import lean_imports
from parcours.grade.sandbox.process import start_early

__all__ = ["launch"]

WITHOUT = ("--no-sandbox", "--scheduler", "--help", "-h", "--version", "--generate-config")


def launch(words):
    """Run the command with these words."""
    if hasattr(os, "fork") and not any(word.startswith(WITHOUT) for word in words):
        start_early()
    with lean_imports():
        from parcours.grade.app import GradeApp
    GradeApp.launch_instance(words)
