"""IPython as a kernel runs it, without the kernel: what a cell shows goes to a channel."""

import os
import sys
from contextlib import suppress

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import ExecutionInfo, InteractiveShell
from traitlets import Any, Type
from traitlets.config import Config

__all__ = ["Shell", "make_shell"]


class Publisher(DisplayPublisher):
    """Sends what ``display`` shows."""

    def publish(self, data, metadata=None, *, transient=None, update=False, **_):
        """Send a display, or replace one of the same id."""
        self._validate_data(data, metadata)
        self.shell.send(
            {
                "display": data,
                "metadata": metadata or {},
                "id": (transient or {}).get("display_id"),
                "update": update,
            }
        )

    def clear_output(self, wait=False):
        """Clear the cell's outputs, at the next output if `wait`."""
        self.shell.send({"clear": bool(wait)})


class Result(DisplayHook):
    """Sends the value of a cell's last expression."""

    def write_output_prompt(self):
        """Say nothing: the number travels with the result."""

    def write_format_data(self, format_dict, md_dict=None):
        """Send the value."""
        self.shell.send({"result": format_dict, "metadata": md_dict or {}})

    def finish_displayhook(self):
        """Do not print a separator."""
        self._is_active = False


class Shell(InteractiveShell):
    """A shell whose outputs go to `channel`, a function that takes a dictionary."""

    displayhook_class = Type(Result)
    display_pub_class = Type(Publisher)
    channel = Any()
    shown = False  # whether the last error was sent

    def send(self, message):
        """Send a message after what was printed before it."""
        for stream in (sys.stdout, sys.stderr):
            with suppress(Exception):  # closed, or replaced by the student's own
                stream.flush()
        self.channel(message)

    def showtraceback(self, *args, **kwargs):
        """Show an error; IPython prints those of a wrong magic, which are errors none the less."""
        self.shown = False
        super().showtraceback(*args, **kwargs)
        if not self.shown and sys.stderr is sys.__stderr__ and (error := sys.exc_info()[1]):
            self.send({"error": type(error).__name__, "value": _text(error), "traceback": []})

    def settle(self):
        """Take the hand-in's own home for the profile, where %cd and %store keep what they know."""
        self.user_ns["_dh"][:] = [os.getcwd()]  # where `%cd -` goes back to
        self.ipython_dir = os.path.expanduser("~/.ipython")
        self.init_profile_dir(None)
        self._db = None  # which IPython makes anew, there

    def begin(self, number, source):
        """Do what IPython does before it runs a cell, for a test that it does not get to see."""
        self.execution_count = number
        self.history_manager.store_inputs(number, source, source)
        info = ExecutionInfo(source, True, False, True, None)
        for callback in list(self.events.callbacks["pre_run_cell"]):  # autoreload's, say
            if type(getattr(callback, "__self__", None)).__module__.startswith("IPython."):
                callback(info)

    def ask_exit(self):
        """Ignore ``exit()``: the cells that follow are graded too."""

    def enable_gui(self, gui=None):
        """Ignore a GUI's event loop: there is no screen."""

    def _showtraceback(self, etype, evalue, stb):
        self.send({"error": etype.__name__, "value": _text(evalue), "traceback": list(stb)})


def make_shell():
    """Create the shell, without a history file, and warm it up.

    Figures are shown inline: ``MPLBACKEND`` says so to a Matplotlib that is imported later.
    """
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "neutral"
    shell = Shell.instance(config=config)
    shell.run_line_magic("load_ext", "storemagic")  # as a kernel does
    if "matplotlib.pyplot" in sys.modules:
        shell.run_line_magic("matplotlib", "inline")
    shell.channel = len  # which says nothing
    names = dict(shell.user_ns)
    for source in ("1 + 1", "1 / 0"):
        shell.run_cell(source)
    shell.user_ns.clear()
    shell.user_ns.update(names)
    shell.user_ns["_oh"].clear()
    for name in ("_", "__", "___"):
        shell.user_ns_hidden[name] = shell.user_ns.get(name, "")
        setattr(shell.displayhook, name, shell.user_ns_hidden[name])
    shell.history_manager.reset(new_session=False)
    shell.execution_count = 1
    return shell


def _text(error):
    try:
        return str(error)
    except Exception:  # a student's own class may fail even at this
        return f"<{type(error).__name__} cannot be shown>"
