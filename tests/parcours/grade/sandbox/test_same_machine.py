"""A hand-in finds the machine that nbgrader's kernel would have found."""

import json
import sys
from pathlib import Path

import pytest
from jupyter_client.manager import start_new_kernel
from small_course import can_seclude

from parcours.grade.sandbox.client import Sandbox

sys.path.insert(0, str(Path(__file__).parent))
from machine_questions import OTHER, SAME

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(not can_seclude(), reason="no sandbox here"),
]

HERE = Path(__file__).parent
ASK = (HERE / "machine_questions.py").read_text(encoding="utf-8") + "\nprint(json.dumps(answers()))"
BOUNDS = {"total": 120, "memory": 2**31, "disk": 2**27, "output": 10**6, "processes": 60}


def inside(bounds=BOUNDS):
    """Ask in the sandbox."""
    told, cell = [], {"index": 0, "source": ASK, "test": False, "locked": False, "timeout": 100}
    job = {"cells": [cell], "files": {}, "names": [], "asked": [], "imports": {}}
    with Sandbox(bounds) as sandbox:
        sandbox.run(job, told.append)
    assert told[0]["status"] == "ok", told
    return json.loads("".join(one["text"] for one in told[0]["outputs"] if one["name"] == "stdout"))


def outside(folder):
    """Ask in a kernel, as nbgrader starts one."""
    said = []
    manager, client = start_new_kernel(cwd=str(folder))
    try:
        client.execute_interactive(
            ASK, timeout=100, output_hook=lambda message: said.append(message["content"])
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return json.loads("".join(one["text"] for one in said if one.get("name") == "stdout"))


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """Ask on both sides."""
    return inside(), outside(tmp_path_factory.mktemp("outside"))


@pytest.mark.parametrize("question", SAME)
def test_same(answers, question):
    here, there = answers
    assert here[question] == there[question]


@pytest.mark.parametrize("question", OTHER)
def test_other_on_purpose(answers, question):
    here, there = answers
    assert here[question] != there[question], OTHER[question][0]
