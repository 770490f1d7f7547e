"""What a process or a script writes, for lessons that look at how others end."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["last_words", "run_script"]


def last_words(process):
    """Start `process`, join it, and return the last line that it wrote to its standard error.

    That line is the exception, if one ended the process. On Windows a process writes to the
    terminal in which Jupyter runs, and the line says so. Call it from one thread at a time: for as
    long as the process runs, the standard error of the caller goes the same way.

    Parameters
    ----------
    process : multiprocessing.Process
        Not started yet.

    Returns
    -------
    str

    Examples
    --------
    >>> from multiprocessing import get_context
    >>> last_words(get_context("spawn").Process(target=divmod, args=(1, 0)))  # doctest: +SKIP
    'ZeroDivisionError: integer division or modulo by zero'
    """
    with tempfile.TemporaryFile("w+") as file:
        usual = os.dup(2)  # 2 is the number of the standard error
        os.dup2(file.fileno(), 2)
        try:
            process.start()
            process.join()
        finally:
            os.dup2(usual, 2)
            os.close(usual)
        file.seek(0)
        lines = file.read().splitlines()
    return lines[-1] if lines else "(look into the terminal in which Jupyter runs)"


def run_script(text, timeout=60.0):
    """Run `text` as a script of its own, ``script.py`` in a temporary folder, to its end.

    It runs in a process group of its own (not on Windows), and may interrupt that.

    Parameters
    ----------
    text : str
        The Python code.
    timeout : float, optional
        Seconds after which it is killed.

    Returns
    -------
    subprocess.CompletedProcess
        With what it wrote, ``stdout`` and ``stderr``, and its ``returncode``.

    Raises
    ------
    subprocess.TimeoutExpired
        If the script had to be killed.

    Examples
    --------
    >>> print(run_script("print(6 * 7)").stdout)
    42
    <BLANKLINE>
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder, "script.py").write_text(text, encoding="utf-8")
        command = [sys.executable, "script.py"]
        return subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
            start_new_session=True,
        )
