"""The command imports no web server and no grammar, and whoever needs one of them gets it."""

import subprocess
import sys

CODE = """\
import sys
from parcours.grade.lazy import HARDLY_EVER_CALLED, lean_imports
with lean_imports():
    import parcours.grade.app
assert not [name for name in sys.modules if name in HARDLY_EVER_CALLED]
assert "jupyter_server" not in sys.modules
import jsonschema, nbgrader.utils
said = [jsonschema.FormatChecker().conforms(text, "iri") for text in ("http://a/b", "a <b>")]
assert said == [True, False], said
try:
    nbgrader.utils.unpack_zipfile("nothing.zip", ".")
except Exception as error:
    assert type(error).__name__ == "UnrecognizedFormat", error
from nbgrader.server_extensions.formgrader import load_jupyter_server_extension
assert load_jupyter_server_extension.__module__.startswith("nbgrader.")
"""


def test_what_is_put_off_comes_when_it_is_called():
    subprocess.run([sys.executable, "-c", CODE], check=True, timeout=120)
