"""What students hand in: each function spoils an honest hand-in, and says what it must get.

A function takes the notebook and its cells by name. It may return what is handed in in the place of
the notebook, or a dictionary of other files. Its decorator gives the points that differ from full
marks, and words of the outcome; and a function that has the last word about the folder.
"""

import functools
import io
import json
import os
import zipfile
from dataclasses import dataclass
from typing import Any

from nbformat.v4 import new_code_cell
from small_course import FULL

ALL = {}
GRADED = "graded"
NOTHING = dict.fromkeys(FULL, 0)


@dataclass(frozen=True)
class Case:
    """A hand-in and what it must get."""

    spoil: Any
    points: dict
    outcome: str
    place: Any = None


def case(outcome=GRADED, points=None, place=None):
    """Register a hand-in."""

    def register(spoil):
        ALL[spoil.__name__] = Case(spoil, FULL | (points or {}), outcome, place)
        return spoil

    return register


def without(*names):
    """Return no points for these checks."""
    return dict.fromkeys(names, 0)


def add(nb, source, before=None):
    """Add a cell of the student's own."""
    place = len(nb.cells)
    if before:
        place = next(i for i, c in enumerate(nb.cells) if c.id.startswith(before))
    nb.cells.insert(place, new_code_cell(source, id=f"own-{len(nb.cells)}"))


TRIPLE_ON = ("check-triple", "partial")


# Honest ones


def link_to_the_source(folder):
    os.symlink(folder.parents[2] / "source" / "small" / "small.ipynb", folder / "link.txt")


@case(place=link_to_the_source)
def honest(nb, cells):
    pass


@case(points=NOTHING)
def untouched(nb, cells):
    cells["double"].source = cells["triple"].source = "raise NotImplementedError"


@case(points={"partial": 1, "check-triple": 0})
def half_right(nb, cells):
    cells["triple"].source = "def triple(x):\n    return 0"


@case()
def magics_await_and_figures(nb, cells):
    add(nb, "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);", "double")
    add(nb, "import asyncio\nawait asyncio.sleep(0.01)\n!echo hello\n%timeit -n1 -r1 1", "double")


@case()
def figure_without_a_word(nb, cells):
    add(nb, "import matplotlib.pyplot as plt\nplt.plot([1, 2]);", "double")


@case()
def every_start_method(nb, cells):
    add(
        nb,
        "from multiprocessing import get_context\nfrom helpers import tasks\n"
        "for method in 'fork', 'spawn', 'forkserver':\n"
        "    with get_context(method).Pool(2) as pool:\n"
        "        assert pool.map(tasks.square, [1, 2]) == [1, 4]",
        "double",
    )


@case()
def shared_memory_and_loopback(nb, cells):
    add(
        nb,
        "from multiprocessing import shared_memory\n"
        "block = shared_memory.SharedMemory(create=True, size=1000)\nblock.close(); block.unlink()\n"
        "import socket\nserver = socket.create_server(('localhost', 0))\n"
        "socket.create_connection(server.getsockname()).close()\nassert os.getcwd()",
        "double",
    )
    cells["double"].source += "\nassert block and server"


# Time


@case("cell 2: stopped at its time limit")
def endless_loop(nb, cells):
    add(nb, "while True:\n    pass", "double")


@case("check-triple: it did not stop when it was told to", without(*TRIPLE_ON))
def endless_loop_that_swallows_the_interrupt(nb, cells):
    cells["triple"].source = (
        "import time\ndef triple(x):\n    while True:\n"
        "        try:\n            time.sleep(1)\n        except BaseException:\n            pass"
    )


@case("cell 8: it did not stop when it was told to")
def endless_loop_after_full_marks(nb, cells):
    add(nb, "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass")


@case("the notebook had run for 25 s", without(*TRIPLE_ON))
def many_slow_cells(nb, cells):
    for _ in range(8):
        add(nb, "import time; time.sleep(4)", "triple")


# Death


@case("check-triple: its process ended (exit code 0)", without(*TRIPLE_ON))
def exit_in_a_test(nb, cells):
    cells["triple"].source = "def triple(x):\n    os._exit(0)"


@case("cell 2: its process ended (SIGKILL)", NOTHING)
def kills_itself(nb, cells):
    add(nb, "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "double")


@case("cell 5: its process ended (SIGSEGV)", without(*TRIPLE_ON))
def segmentation_fault(nb, cells):
    add(nb, "import ctypes\nctypes.string_at(0)", "triple")


@case(points=without(*TRIPLE_ON))
def polite_exit_in_a_test(nb, cells):
    cells["triple"].source = "import sys\ndef triple(x):\n    sys.exit()"


@case()
def calls_exit(nb, cells):
    add(nb, "exit()", "triple")


@case()
def leaves_workers_behind(nb, cells):
    add(nb, "from multiprocessing import Pool\nkept = Pool(2)\nimport joblib", "double")
    add(nb, "joblib.Parallel(2)(joblib.delayed(abs)(i) for i in range(4))", "double")


@case()
def leaves_a_session_behind(nb, cells):
    add(nb, "import subprocess\nsubprocess.Popen(['sleep', '4321'], start_new_session=True)")


@case("cell 2: stopped at its time limit")
def waits_for_a_killed_worker(nb, cells):
    add(nb, "from multiprocessing import Pool\nPool(1).apply(os._exit, (1,))", "double")


# Resources


@case("cell 8: it started more than 60 processes")
def fork_bomb(nb, cells):
    add(nb, "while True:\n    try:\n        os.fork()\n    except OSError:\n        pass")


@case()
def memory_bomb(nb, cells):
    add(nb, "kept = []\nwhile True:\n    kept.append(bytearray(400_000_000))")


@case("it took more than 1 GB of memory")
def memory_bomb_in_many_processes(nb, cells):
    add(
        nb,
        "import time\nfor _ in range(4):\n    if os.fork() == 0:\n"
        "        kept = bytearray(b'x' * 400_000_000)\n        time.sleep(60)\ntime.sleep(60)",
    )


@case()
def disk_bomb(nb, cells):
    add(nb, "open('large', 'wb').write(bytes(200_000_000))", "double")


@case()
def long_line(nb, cells):
    add(nb, "print('x' * 50_000_000)", "double")
    cells["double"].source += "\nprint('y' * 50_000_000)"


@case()
def two_million_lines(nb, cells):
    add(nb, "print('\\n'.join(map(str, range(2_000_000))))", "double")


@case()
def large_display(nb, cells):
    add(nb, "from IPython.display import HTML, display\ndisplay(HTML('x' * 20_000_000))", "double")


# False zeros


@case()
def warns_on_stderr(nb, cells):
    cells["double"].source = (
        "import sys, warnings\ndef double(x):\n    print('careful', file=sys.stderr)\n"
        "    warnings.warn('careful')\n    os.system('echo careful >&2')\n    return 2 * x"
    )


@case()
def worker_writes_to_stderr(nb, cells):
    cells["double"].source = (
        "import sys\nfrom multiprocessing import Pool\ndef tell(x):\n"
        "    print('here', file=sys.stderr)\n    return 2 * x\n"
        "def double(x):\n    with Pool(1) as pool:\n        return pool.apply(tell, (x,))"
    )


@case()
def forks_and_is_warned(nb, cells):
    """Fork among threads, which has Python warn on stderr since 3.12, and here in all versions."""
    cells["double"].source = (
        "import threading, time, warnings\nthreading.Thread(target=time.sleep, args=(9,)).start()\n"
        "def double(x):\n    warnings.warn('fork in a process of many threads', DeprecationWarning)\n"
        "    if os.fork() == 0:\n        os._exit(0)\n    os.wait()\n    return 2 * x"
    )


@case()
def shadows_a_builtin(nb, cells):
    add(nb, "sum = 0\nisinstance = None\nrange = [1]", "double")


# Structure


@case("edited, and put right: check-double", without("check-double"))
def edited_test(nb, cells):
    cells["double"].source = "def double(x):\n    return x"
    cells["check-double"].source = "assert True"
    cells["check-helpers"].source += "\n"
    cells["double"].source = "def double(x):\n    return 6 if x == 3 else 1"


@case("graded")
def test_that_is_no_grade(nb, cells):
    cells["check-double"].metadata.nbgrader["grade"] = False
    cells["check-triple"].metadata.nbgrader.update(solution=True, points=100)


@case("missing, and put right: check-triple")
def deleted_test(nb, cells):
    nb.cells.remove(cells["check-triple"])


@case("missing, and put right: imports, check-double, check-helpers, check-triple, partial")
def all_tests_deleted(nb, cells):
    nb.cells = [cells["double"], cells["triple"]]


@case("handed in more than once, and put right: check-double")
def duplicated_test(nb, cells):
    nb.cells.insert(4, new_code_cell(**json.loads(json.dumps(cells["check-double"] | {"id": "x"}))))


@case("nameless, and put right:")
def all_metadata_stripped(nb, cells):
    for cell in nb.cells:
        cell.metadata = {}


@case("missing, and put right:")
def all_metadata_and_ids_stripped(nb, cells):
    for number, cell in enumerate(nb.cells):
        cell.metadata, cell.id = {}, f"c{number}"
        cell.source += "\n# mine" if cell.cell_type == "code" else ""


@case("of another type, and put right: check-triple")
def retyped_test(nb, cells):
    cells["check-triple"].cell_type = "markdown"
    del cells["check-triple"]["outputs"], cells["check-triple"]["execution_count"]


@case("nameless, and put right: check-triple")
def renamed_test(nb, cells):
    cells["check-triple"].metadata.nbgrader["grade_id"] = "something-else"


@case("nameless, and put right: check-double, check-triple")
def metadata_of_a_wrong_kind(nb, cells):
    cells["check-double"].metadata["nbgrader"] = "text"
    cells["check-triple"].metadata["nbgrader"] = {"grade_id": ["a", "list"], "schema_version": 99}


@case()
def skipped_by_a_tag(nb, cells):
    for name in FULL:
        cells[name].metadata["tags"] = ["skip-execution", "raises-exception"]


@case()
def other_kernel(nb, cells):
    nb.metadata.kernelspec = {"name": "ir", "language": "R", "display_name": "R"}


@case("small is not a notebook that can be read", NOTHING)
def broken_json(nb, cells):
    return '{"cells": ['


@case("small is not a notebook that can be read", NOTHING)
def empty_file(nb, cells):
    return ""


@case("small is not a notebook that can be read", NOTHING)
def another_kind_of_json(nb, cells):
    return "[1, 2, 3]"


def as_a_folder(folder):
    (folder / "small.ipynb").unlink()
    (folder / "small.ipynb").mkdir()


@case("small cannot be graded: it is not a file of the student's own", NOTHING, as_a_folder)
def folder_in_place_of_the_notebook(nb, cells):
    pass


def rename(folder):
    (folder / "small.ipynb").rename(folder / "small (1).ipynb")


@case("small (1) was taken for small", place=rename)
def renamed_notebook(nb, cells):
    pass


# Files


@case()
def helpers_shadowed_by_a_package(nb, cells):
    return {"helpers/__init__.py": "checks = None", "helpers/checks.py": "1 / 0"}


@case()
def modules_like_pythons_own(nb, cells):
    add(
        nb,
        "import random, numpy\nrandom.random()\nfrom multiprocessing import get_context",
        "double",
    )
    add(nb, "assert get_context('spawn').Pool(1).apply(abs, (-1,)) == 1", "double")
    return {"random.py": "1 / 0", "numpy.py": "1 / 0", "json.py": "1 / 0"}


@case()
def a_module_of_ones_own(nb, cells):
    cells["double"].source = "from mine import double"
    return {"mine.py": "def double(x):\n    return x + x"}


@case("cell 2", NOTHING)
def reads_what_it_should_not(nb, cells):
    """Look for the secret everywhere, and end if it is found; SIGKILL otherwise."""
    add(
        nb,
        "import os, signal\nfound = []\nfor root in '/', '.', '..':\n"
        "    for folder, folders, names in os.walk(root):\n"
        "        folders[:] = [f for f in folders if f not in ('proc', 'usr', 'sys', '.venv', 'site-packages', 'lib')]\n"
        "        for name in names:\n"
        "            path = os.path.join(folder, name)\n"
        "            if name.endswith(('.db', '.sqlite')):\n                found.append(path)\n"
        "            if name.endswith('.ipynb') and 'secret_' 'of_double' in open(path).read():\n"
        "                found.append(path)\n"
        "assert not found, found\nos.kill(os.getpid(), signal.SIGKILL)",
        "double",
    )


@case(points=NOTHING)
def edits_every_file(nb, cells):
    """Put the right answer into whatever can be written, the shared memory of others too."""
    wrong(cells)
    add(
        nb,
        "import time\n\nend = time.monotonic() + 2  # there may be very many\n"
        "for root in '/tmp', '/dev/shm', '..', '/run', '/var', '/home', '/root':\n"
        "    for folder, _, names in os.walk(root):\n"
        "        if time.monotonic() > end:\n            break\n"
        "        for name in names:\n            try:\n"
        "                open(os.path.join(folder, name), 'a').write('double = lambda x: 2 * x')\n"
        "            except OSError:\n                pass",
        "triple",
    )


@case("cell 5: its process ended (SIGKILL)", without(*TRIPLE_ON))
def looks_for_tests_in_other_processes(nb, cells):
    """End when they cannot be read, so that the outcome says so."""
    add(
        nb,
        "import glob, signal\nmine = str(os.getpid())\n"
        "for name in glob.glob('/proc/[0-9]*/*') + glob.glob('/proc/[0-9]*/fd/*'):\n"
        "    if name.split('/')[2] in (mine, 'self') or not name.endswith(('mem', 'environ', 'maps')):\n"
        "        continue\n    try:\n        assert not open(name, 'rb').read(1), name\n"
        "    except OSError:\n        pass\nos.kill(os.getpid(), signal.SIGKILL)",
        "triple",
    )


@functools.cache
def nested_archives():
    """Return an archive of archives: 200 MB in the end, 200 KB here."""
    content = bytes(200_000_000)
    for _ in range(3):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inside", content)
        content = file.getvalue()
    return content


@case()
def archives_within_archives(nb, cells):
    return {"small.zip": nested_archives(), "more/small.zip": nested_archives()}


def sparse(folder):
    with (folder / "large.bin").open("wb") as file:
        file.truncate(150_000_000)


@case("too large or too many, and left out: large.bin", place=sparse)
def a_file_too_large(nb, cells):
    pass


def five_thousand(folder):
    (folder / "data").mkdir()
    for i in range(5000):
        (folder / "data" / f"{i:04}.txt").touch()


@case("too large or too many, and left out: 1000.txt, 1001.txt, 1002.txt and", place=five_thousand)
def five_thousand_files(nb, cells):
    pass


# Cheats


@case(points=NOTHING)
def input_transformer(nb, cells):
    wrong(cells)
    add(nb, "get_ipython().input_transformers_post.append(lambda lines: ['pass\\n'])", "double")


@case(points=NOTHING)
def ast_transformer(nb, cells):
    wrong(cells)
    add(
        nb,
        "import ast\nclass Blank(ast.NodeTransformer):\n    def visit_Assert(self, node):\n"
        "        return ast.Pass()\nget_ipython().ast_transformers.append(Blank())",
        "double",
    )


@case(points=NOTHING)
def forged_result(nb, cells):
    wrong(cells)
    cells["double"].source = (
        "def double(x):\n    shell = get_ipython()\n"
        "    shell.displayhook.write_format_data({'text/plain': '2'})\n    raise SystemExit(0)"
    )
    cells["triple"].source = cells["double"].source.replace("double", "triple")


@case(points=NOTHING | {"partial": 1})
def forged_message(nb, cells):
    wrong(cells)
    add(
        nb,
        "import json, struct, os\nmessage = json.dumps({'done': None, 'proof': ''}).encode()\n"
        "def forge(*_):\n    for fd in range(3, 60):\n        try:\n"
        "            os.write(fd, struct.pack('>I', len(message)) + message)\n"
        "        except OSError:\n            pass\n    return 0\ndouble = triple = forge",
        "double",
    )
    cells["double"].source = cells["triple"].source = "pass"


@case(points=NOTHING)
def patched_shell(nb, cells):
    wrong(cells)
    add(
        nb,
        "shell = get_ipython()\nshell.run_cell = shell.run_code = lambda *a, **k: None\n"
        "shell.events.register('pre_execute', lambda: shell.user_ns.clear())\n"
        "shell.showtraceback = shell._showtraceback = lambda *a, **k: None\n"
        "import sys\nsys.displayhook = lambda value: None",
        "triple",
    )


@case(points={"check-double": 0, "check-helpers": 0, "check-triple": 0, "partial": 0})
def patched_builtins(nb, cells):
    wrong(cells)
    add(
        nb,
        "import builtins\nbuiltins.AssertionError = type('Nothing', (BaseException,), {})\n"
        "builtins.sum = lambda *a: 4\n"
        "builtins.exec = builtins.eval = builtins.compile = lambda *a, **k: None",
        "double",
    )


@case(points=NOTHING)
def shadowed_builtins(nb, cells):
    wrong(cells)
    add(nb, "isinstance = lambda *a: True\nsum = lambda *a: 4\nrange = lambda *a: []", "double")


@case(points={"check-helpers": 0, "check-double": 0})
def patched_helpers(nb, cells):
    cells["double"].source = "def double(x):\n    return -1"
    add(nb, "import helpers.checks\nhelpers.checks.in_time = lambda *a, **k: 6", "double")


@case(points={"check-helpers": 0, "check-double": 0})
def replaced_helpers(nb, cells):
    cells["double"].source = "def double(x):\n    return -1"
    add(
        nb,
        "import sys, types\nfake = types.ModuleType('helpers')\nfake.checks = types.SimpleNamespace("
        "in_time=lambda *a: 6)\nsys.modules['helpers'] = fake\nsys.modules['helpers.checks'] = fake.checks\n"
        "checks = fake.checks",
        "double",
    )


@case(points=NOTHING)
def equal_to_everything(nb, cells):
    source = (
        "class Yes(int):\n    def __eq__(self, other):\n        return True\n"
        "    def __hash__(self):\n        return 0\ndef NAME(x):\n    return Yes()"
    )
    cells["double"].source = source.replace("NAME", "double")
    cells["triple"].source = source.replace("NAME", "triple")


@case(points={"partial": 3} | without("check-double", "check-helpers", "check-triple"))
def event_callbacks(nb, cells):
    wrong(cells)
    add(
        nb,
        "def right(*_):\n    get_ipython().user_ns.update(double=lambda x: 2 * x)\n"
        "get_ipython().events.register('pre_run_cell', right)",
        "double",
    )
    cells["triple"].source = "def triple(x):\n    return -x if x in (2, 5) else 3 * x"


@case(points=NOTHING)
def tracing(nb, cells):
    wrong(cells)
    add(
        nb,
        "import sys, threading\ndef trace(frame, event, arg):\n    frame.f_trace_lines = True\n"
        "    return trace\nsys.settrace(trace)\nsys.setprofile(lambda *a: None)",
        "double",
    )


# Other


@case(points=without("check-double", "check-helpers"))
def asks_for_input(nb, cells):
    cells["double"].source = "def double(x):\n    return int(input())"


@case(points=without("check-double", "check-helpers"))
def asks_the_network(nb, cells):
    cells["double"].source = (
        "import urllib.request\ndef double(x):\n"
        "    urllib.request.urlopen('http://192.0.2.1', timeout=1)\n    return 2 * x"
    )


@case()
def knows_that_it_is_graded(nb, cells):
    cells[
        "double"
    ].source = (
        "def double(x):\n    return 2 * x if 'NBGRADER_EXECUTION' in os.environ else 'caught'"
    )


@case()
def pickles_in_the_results(nb, cells):
    add(
        nb,
        "class Evil:\n    def __reduce__(self):\n        return os.abort, ()\n"
        "    def __repr__(self):\n        return 'evil'\nEvil()",
        "double",
    )


@case()
def display_of_nonsense(nb, cells):
    add(
        nb,
        "publish = get_ipython().display_pub.publish\n"
        "publish({'text/plain': object(), 3: 4})\npublish({'image/png': None}, metadata={'a': {1}})",
        "double",
    )


@case()
def half_characters(nb, cells):
    add(nb, "print('\\ud800')\n'\\udfff'", "double")
    add(nb, "raise ValueError('\\ud800')", "double")


@case()
def errors_that_cannot_be_shown(nb, cells):
    add(nb, "class Odd(Exception):\n    def __str__(self):\n        1 / 0\nraise Odd", "double")


def wrong(cells):
    """Answer wrongly."""
    cells["double"].source = "def double(x):\n    return 'wrong'"
    cells["triple"].source = "def triple(x):\n    return 'wrong'"
