"""Options and fixtures for all the tests."""

import multiprocessing
import os
import tempfile
from pathlib import Path

import pytest
from kernels import start_method, start_up_folder


def pytest_addoption(parser):
    """Add the project's own options."""
    parser.addoption(
        "--repeats",
        type=int,
        default=1,
        help="how often each engine is asked for the verdict of a rendezvous",
    )
    parser.addoption(
        "--everything",
        action="store_true",
        help="run each notebook in every way, and in the browser: half an hour",
    )
    parser.addoption(
        "--corrections",
        action="store_true",
        help="run the corrections in one way each, as the lessons (test_submissions.py grades them)",
    )
    parser.addoption(
        "--start-method",
        choices=multiprocessing.get_all_start_methods(),
        help="start method of multiprocessing to run all the tests under",
    )


def pytest_configure(config):
    """Set the start method before any test starts a process, and in the kernels that tests start."""
    if method := config.getoption("--start-method", default=None):
        multiprocessing.set_start_method(method)
        folder = tempfile.TemporaryDirectory()
        config.add_cleanup(folder.cleanup)
        os.environ["IPYTHONDIR"] = start_up_folder(Path(folder.name), start_method(method))


def pytest_collection_modifyitems(config, items):
    """Leave out what only --everything runs; begin with what takes minutes.

    So the test workers end at about the same time.
    """
    if not config.getoption("--everything", default=False):
        for item in items:
            if item.get_closest_marker("everything"):
                item.add_marker(pytest.mark.skip(reason="takes long: --everything runs it"))
    slow = [
        "test_notebooks_run",
        "test_submissions",
        "test_browser",
        "test_site_browser",
        "test_binder",
    ]
    place = {name: i for i, name in enumerate(slow)}
    items.sort(key=lambda item: place.get(item.path.stem, len(slow)))


@pytest.fixture
def repeats(request):
    """Give the value of `--repeats`, also where this file was loaded too late to add it."""
    return request.config.getoption("--repeats", default=1)
