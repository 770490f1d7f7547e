"""A server that was started early is taken if it is what is wanted, and ends if it is not."""

import sys

import pytest

from parcours.grade.sandbox.process import Process, environment


@pytest.mark.skipif(sys.platform == "win32", reason="there is no server without fork")
@pytest.mark.parametrize(
    ("changed", "taken"), [({"PATH": "/bin"}, True), ({"OMP_NUM_THREADS": "1"}, False)]
)
def test_a_server_that_was_started_early(changed, taken):
    names = environment(False, {})
    early = Process.early = Process([], names)
    found = Process.start([], names | changed)
    assert (found is early) == taken
    assert Process.early is None
    assert (early.popen.poll() is None) == taken
    found.kill()
