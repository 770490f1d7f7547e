"""The package gives every name, and loads only what is used."""

import importlib
import pkgutil
import subprocess
import sys

import pytest

import helpers

LONG_NAMED = {"checks", "figures", "maps", "output", "sunshine"}
MODULES = sorted({module.name for module in pkgutil.iter_modules(helpers.__path__)} - LONG_NAMED)


def fresh(code):
    """Run `code` in an interpreter of its own and return what it printed."""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_a_worker_that_unpickles_a_task_loads_nothing_heavy():
    heavy = fresh(
        "import sys, helpers.tasks, helpers.meeting\n"
        "print({'numpy', 'pandas', 'matplotlib', 'cloudpickle', 'dask'} & set(sys.modules))"
    )
    assert heavy == "set()"


def test_dask_is_imported_when_a_cluster_is_started_and_not_before():
    assert (
        fresh("import sys, helpers; helpers.DaskProcesses; print('dask' in sys.modules)") == "False"
    )


def test_all_names_of_all_modules_are_exported():
    names = [
        name for module in MODULES for name in importlib.import_module(f"helpers.{module}").__all__
    ]
    assert sorted(names) == sorted(helpers.__all__)


@pytest.mark.parametrize("name", helpers.__all__)
def test_name_is_the_one_of_its_module(name):
    homes = [importlib.import_module(f"helpers.{module}") for module in MODULES]
    (home,) = [home for home in homes if name in home.__all__]
    assert getattr(helpers, name) is getattr(home, name)


def test_a_module_is_found_without_importing_it():
    assert fresh("import helpers; print(helpers.tasks.square(3))") == "9"


def test_dir_lists_names_and_modules_before_their_first_use():
    assert (
        fresh(
            "import helpers\n"
            "print({*helpers.__all__, 'tasks', 'timing', '__doc__'} <= set(dir(helpers)))"
        )
        == "True"
    )


def test_unknown_name():
    with pytest.raises(AttributeError, match="no attribute 'no_such_name'"):
        helpers.no_such_name  # noqa: B018
    with pytest.raises(ImportError):
        exec("from helpers import no_such_name")
