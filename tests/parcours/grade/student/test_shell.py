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


GO = """
import os
from parcours.grade.student.shell import make_shell
shell = make_shell()
os.chdir("own")
os.environ["HOME"] = own = os.getcwd()
shell.settle()
os.mkdir("inside")
shell.run_cell("%cd inside")
assert os.getcwd() != own
shell.run_cell("%cd -")
assert os.getcwd() == own, os.getcwd()
"""


def test_cd_comes_back_to_the_hand_ins_own_folder(tmp_path):
    (tmp_path / "own").mkdir()
    subprocess.run([sys.executable, "-c", GO], check=True, cwd=tmp_path)
