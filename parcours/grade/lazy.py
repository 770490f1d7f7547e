"""Puts off imports of which a grader never needs what they bring."""

import gc
import sys
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

__all__ = ["lean_imports"]

HARDLY_EVER_CALLED = (
    "nbgrader.server_extensions.assignment_list",  # import nbgrader, and you have a web server
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
    "rfc3987_syntax",  # jsonschema's grammar for addresses, which takes a second to build
    "setuptools.archive_util",
)


class Stub(ModuleType):
    """Stands in for a module; each of its functions imports the module when it is called."""

    def __getattr__(self, name):
        """Return a function."""
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*args, **kwargs):
            return getattr(import_module(self.__name__), name)(*args, **kwargs)

        return call


@contextmanager
def lean_imports():
    """Import in the block without what is hardly ever called, and without collecting garbage."""
    stubs = {name: Stub(name) for name in HARDLY_EVER_CALLED if name not in sys.modules}
    sys.modules.update(stubs)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()  # modules stay
        for name in stubs:
            del sys.modules[name]
