"""What processes and scripts write is caught, and the caller's own output goes on as before."""

import subprocess
import sys
from multiprocessing import get_context

import pytest

from helpers.output import last_words, run_script
from helpers.tasks import reciprocal, square

spawn = get_context("spawn")


@pytest.mark.skipif(sys.platform == "win32", reason="a process writes to the terminal there")
def test_the_last_line_is_the_exception():
    process = spawn.Process(target=reciprocal, args=(0,))
    assert last_words(process).startswith("ZeroDivisionError")
    assert process.exitcode == 1


def test_a_process_without_a_word():
    assert last_words(spawn.Process(target=square, args=(2,))).startswith("(look into")


def test_the_standard_error_is_put_back(capfd):
    last_words(spawn.Process(target=square, args=(2,)))
    print("mine", file=sys.__stderr__, flush=True)
    assert "mine" in capfd.readouterr().err


def test_a_script_is_run_to_its_end():
    done = run_script("import sys\nprint('out')\nprint('err', file=sys.stderr)\nsys.exit(3)")
    assert (done.stdout, done.stderr, done.returncode) == ("out\n", "err\n", 3)


def test_a_script_that_hangs_is_killed():
    with pytest.raises(subprocess.TimeoutExpired):
        run_script("import time; time.sleep(60)", timeout=0.5)
