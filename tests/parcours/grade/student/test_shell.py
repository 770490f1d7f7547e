"""IPython without the kernel starts like one that has run nothing."""

import subprocess
import sys

CODE = """
from parcours.grade.student.shell import make_shell
shell = make_shell()
assert not shell.user_ns["Out"], shell.user_ns["Out"]
shell.run_cell("6 * 7", store_history=True)
assert shell.user_ns["_"] == 42 and shell.user_ns["Out"] == {1: 42}, shell.user_ns["_"]
"""


def test_underscore_is_the_last_value():
    subprocess.run([sys.executable, "-c", CODE], check=True)
