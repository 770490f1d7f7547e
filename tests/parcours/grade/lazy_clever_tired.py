"""More of what students hand in, as `hand_ins` has it: lazy ones, clever ones, tired ones."""

import json

import nbformat
from hand_ins import FULL, NOTHING, TRIPLE_ON, add, case, without, wrong

from parcours.notebooks import dumps, loads

NEVER = dict.fromkeys(FULL)  # nbgrader has no row for it
DOUBLE_ON = ("check-double", "check-helpers")


# Lazy


@case(points=NOTHING)
def prints_and_returns_nothing(nb, cells):
    for name, factor in (("double", 2), ("triple", 3)):
        cells[name].source = f"def {name}(x):\n    print({factor} * x)"


@case(points=NOTHING)
def hard_codes_what_the_visible_test_asks(nb, cells):
    cells["double"].source = "def double(x):\n    return {2: 4}[x]"
    cells["triple"].source = "def triple(x):\n    return {2: 6}[x]"


@case(points=without("check-helpers"))
def a_float_where_an_integer_is_asked(nb, cells):
    cells["double"].source = "def double(x):\n    return 2.0 * x"


@case(points=without(*DOUBLE_ON))
def recursion_without_an_end(nb, cells):
    cells["double"].source = "def double(x):\n    return double(x)"


@case("small was damaged: only its cells were kept")
def cells_made_by_hand(nb, cells):
    """Write the JSON in an editor: no ids, no outputs, sources as text."""
    kept = ("cell_type", "source", "metadata")
    return json.dumps({"cells": [{key: cell[key] for key in kept} for cell in nb.cells]})


@case("small was damaged: only its cells were kept; missing, and put right:")
def only_the_answers(nb, cells):
    return json.dumps({"cells": [cells["double"], cells["triple"]], "nbformat": 5})


@case()
def everything_of_numpy(nb, cells):
    """Replace sum, abs, all, any, min, max and round."""
    add(nb, "from numpy import *\nfrom math import *", "double")


@case(points=without(*DOUBLE_ON))
def one_fork_too_many(nb, cells):
    """Let the child of a fork run on into the test."""
    cells[
        "double"
    ].source = "def double(x):\n    os.fork()\n    return 2 * x if os.getpid() < 0 else 0"


# Clever


@case(points=NOTHING)
def optimises_the_asserts_away(nb, cells):
    wrong(cells)
    add(nb, "os.environ['PYTHONOPTIMIZE'] = '2'\nimport builtins\nbuiltins.__debug__", "double")


@case(points=NOTHING)
def ends_the_test_before_its_asserts(nb, cells):
    cells["double"].source = "def double(x):\n    raise KeyboardInterrupt"
    cells["triple"].source = "def triple(x):\n    raise GeneratorExit"


@case(points=NOTHING)
def no_builtins(nb, cells):
    wrong(cells)
    add(nb, "__builtins__ = {'AssertionError': type('Nothing', (), {})}", "double")


@case(points=NOTHING)
def importing_gives_what_it_likes(nb, cells):
    wrong(cells)
    add(
        nb,
        "import builtins, types\nfake = types.SimpleNamespace(in_time=lambda *a: 6)\n"
        "real = __import__\nbuiltins.__import__ = lambda name, *a, **k: (\n"
        "    types.SimpleNamespace(checks=fake) if name == 'helpers' else real(name, *a, **k))\n"
        "from helpers import checks",
        "double",
    )


@case(points=NOTHING)
def writes_a_better_notebook(nb, cells):
    right = dumps(nb)
    wrong(cells)
    add(nb, f"open('small.ipynb', 'w').write({right!r})", "double")
    add(nb, f"open('small.nbconvert.ipynb', 'w').write({right!r})")


@case(points=without(*DOUBLE_ON))
def an_answer_in_a_result(nb, cells):
    """Return something that looks like the right number."""
    cells[
        "double"
    ].source = "class Four:\n    def __repr__(self):\n        return '4'\ndef double(x):\n    return Four()"


@case("cell 5: its process ended (SIGKILL)", without(*TRIPLE_ON))
def kills_everybody(nb, cells):
    add(
        nb,
        "from contextlib import suppress\nfor pid in 1, os.getppid(), -1, os.getpid():\n"
        "    with suppress(OSError):\n        os.kill(pid, 9)",
        "triple",
    )


@case("cell 5: it did not stop when it was told to", without(*TRIPLE_ON))
def stops_itself(nb, cells):
    add(nb, "import signal\nos.kill(os.getpid(), signal.SIGSTOP)", "triple")


@case("cell 5: its process ended (exit code", without(*TRIPLE_ON))
def closes_all_files(nb, cells):
    add(nb, "os.closerange(0, 1000)", "triple")


@case("cell 5: its process sent what is not a result", without(*TRIPLE_ON))
def says_nonsense_to_the_grader(nb, cells):
    add(nb, "get_ipython().send([1, {'traceback': 5}])", "triple")


@case("cell 5: its process sent what is not a result", without(*TRIPLE_ON))
def errors_of_a_wrong_kind(nb, cells):
    add(nb, "get_ipython().send({'error': 'this', 'traceback': 5})", "triple")


@case("cell 5: its process sent what is not a result", without(*TRIPLE_ON))
def brackets_without_an_end(nb, cells):
    add(
        nb,
        "import struct\ntext = b'[' * 100_000\n"
        "for fd in range(3, 2000):\n    try:\n        os.write(fd, struct.pack('>I', len(text)) + text)\n"
        "    except OSError:\n        pass",
        "triple",
    )


@case()
def a_display_of_boxes_in_boxes(nb, cells):
    add(
        nb,
        "from IPython.display import display\nbox = []\nfor _ in range(400):\n    box = [{'a': box}]\n"
        "display({'application/json': box}, raw=True, metadata={'deep': box})",
        "double",
    )


@case()
def a_formatter_of_ones_own(nb, cells):
    add(nb, "get_ipython().display_formatter.format = lambda *a, **k: ('99', 5)\n1", "double")


@case()
def a_file_becomes_a_folder(nb, cells):
    add(
        nb,
        "os.remove('mine.txt')\nos.mkdir('mine.txt')\nopen('mine.txt/x', 'w').write('1')",
        "double",
    )
    add(nb, "import shutil\nshutil.rmtree('own')\nopen('own', 'w').write('1')", "double")
    return {"mine.txt": "1", "own/x": "2"}


@case()
def files_of_odd_names(nb, cells):
    add(
        nb,
        "for _ in range(18):\n    os.mkdir('d' * 250)\n    os.chdir('d' * 250)\n"
        "    open('deep', 'w').write('1')\nos.chdir(os.environ['HOME'] + '/small')\n"
        "for name in (b'\\xff', b'a\\nb', b'\\x1b[31m', b' ', b'-rf'):\n    open(name, 'w').write('1')",
        "double",
    )


@case()
def a_link_for_the_instructor(nb, cells):
    add(nb, "os.symlink('/etc/passwd', 'answer.txt')\nos.mkfifo('pipe')", "double")


@case()
def five_thousand_displays(nb, cells):
    add(nb, "from IPython.display import display\nfor i in range(5000): display(i)", "double")


# Tired


@case("small-Copy1 is not part of the assignment", NOTHING)
def worked_in_the_copy(nb, cells):
    right = dumps(nb)
    cells["double"].source = cells["triple"].source = "raise NotImplementedError"
    return {"small-Copy1.ipynb": right}


def without_notebooks(folder):
    (folder / "small.ipynb").rename(folder / "small.ipynb.txt")


@case("there is no notebook in it", NEVER, without_notebooks)
def no_notebook(nb, cells):
    pass


def renamed_twice(folder):
    (folder / "small.ipynb").rename(folder / "final.ipynb")
    (folder / "final2.ipynb").write_text((folder / "final.ipynb").read_text())


@case("there is no notebook of this assignment in it", NEVER, renamed_twice)
def final_and_really_final(nb, cells):
    pass


@case("its timestamp cannot be read")
def a_timestamp_in_words(nb, cells):
    return {"timestamp.txt": "yesterday, at about ten"}


@case("its timestamp cannot be read")
def a_timestamp_of_bytes(nb, cells):
    return {"timestamp.txt": b"\xff\xfe\x00"}


@case()
def saved_with_a_byte_order_mark(nb, cells):
    return dumps(nb).encode("utf-8-sig")


@case()
def saved_as_utf_16(nb, cells):
    return dumps(nb).encode("utf-16")


@case()
def an_old_format(nb, cells):
    return nbformat.writes(nbformat.convert(loads(dumps(nb)), 3), version=3)


@case("small is not a notebook that can be read", NOTHING)
def a_merge_conflict(nb, cells):
    text = dumps(nb)
    return f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> theirs\n"


@case("small is not a notebook that can be read", NOTHING)
def a_web_page(nb, cells):
    return "<!DOCTYPE html><html><body>Please log in.</body></html>"


@case("small was damaged: only its cells were kept")
def does_not_know_its_language(nb, cells):
    nb.metadata["language"] = 5


@case()
def an_unfinished_cell(nb, cells):
    add(nb, "for i in range(10):\n    print(i", "double")


@case(points=without(*DOUBLE_ON))
def ran_the_cells_in_another_order(nb, cells):
    cells["double"].source = "def double(x):\n    return FACTOR * x"
    add(nb, "FACTOR = 2", "triple")


@case()
def answered_in_the_cell_below(nb, cells):
    right = cells["triple"].source
    cells["triple"].source = "raise NotImplementedError"
    add(nb, right, "check-triple")


@case()
def timed_its_answer(nb, cells):
    cells["double"].source = "%%time\n" + cells["double"].source
    add(nb, "%%writefile mine.py\nvalue = 3", "triple")
    add(nb, "from mine import value\nfrom tqdm.auto import tqdm\nlist(tqdm(range(3)))", "triple")


@case()
def went_elsewhere(nb, cells):
    add(nb, "import shutil\nshutil.rmtree(os.getcwd())", "double")
    add(nb, "os.chdir('/')\nimport time\ntime.sleep = time.time = None", "triple")


@case()
def closed_the_output(nb, cells):
    add(nb, "import sys\nsys.stdout.close()\nsys.stderr.close()", "double")


@case()
def a_thread_that_never_stops_talking(nb, cells):
    add(
        nb,
        "import threading, time\ndef talk():\n    while True:\n        print('still here')\n"
        "        time.sleep(0.001)\nthreading.Thread(target=talk).start()",
        "double",
    )


@case()
def warnings_are_errors(nb, cells):
    add(nb, "import warnings\nwarnings.simplefilter('error')\nraise KeyboardInterrupt", "double")


@case(points=NOTHING)
def half_a_character_in_the_essay(nb, cells):
    wrong(cells)
    return dumps(nb).replace('"Because."', '"Because \\ud83d."')
