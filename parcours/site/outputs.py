"""Run the notebooks for the site, once for each version of their code and of what it imports."""

import hashlib
import html
import json
import sys
import tempfile

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import from_dict
from nbformat.v4 import new_output

from parcours.course import CourseError

__all__ = ["execute"]

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"


def execute(course, notebook, name, kept):
    """Fill in the outputs of a notebook: those of the last build, unless something has changed.

    Parameters
    ----------
    course : Course
    notebook : NotebookNode
    name : str
        What the notebook is called.
    kept : Path
        Folder that keeps outputs from build to build.

    Raises
    ------
    CourseError
        When a cell fails; the message names the notebook and the error.
    """
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    file = kept / f"{name}-{_version(course, code)}.json"
    if not file.exists():
        print(f"running {name}", flush=True)
        _run(notebook, name)
        kept.mkdir(parents=True, exist_ok=True)
        for old in kept.glob(f"{name}-????????.json"):
            old.unlink()
        file.write_text(json.dumps([cell.outputs for cell in code]), encoding="utf-8")
    for cell, outputs in zip(code, json.loads(file.read_text(encoding="utf-8")), strict=True):
        cell.outputs = [from_dict(output) for output in outputs]


def _version(course, code):
    """Name what outputs depend on: the cells, `helpers`, the libraries."""
    digest = hashlib.sha256(sys.version.encode())
    for file in [course.root / "constraints.txt", *sorted(course.root.glob("helpers/**/*.py"))]:
        digest.update(file.read_bytes())
    digest.update(json.dumps([cell.source for cell in code]).encode())
    return digest.hexdigest()[:8]


def _run(notebook, name):
    # In a folder of its own: some lessons write a module beside themselves.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        resources = {"metadata": {"path": folder}}
        client = NotebookClient(
            notebook,
            kernel_name="python3",
            timeout=300,
            resources=resources,
            # Errors only; pictures for fine screens.
            extra_arguments=["--log-level=40", "--InlineBackend.figure_formats=retina"],
        )
        try:
            client.execute()
        except CellExecutionError as error:
            raise CourseError(f"{name}: {error.ename}: {error.evalue}") from None
        except (CellTimeoutError, DeadKernelError) as error:
            raise CourseError(f"{name}: {str(error).splitlines()[0]}") from None
    widgets = notebook.metadata.pop("widgets", {}).get(STATE, {}).get("state", {})
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [out for output in cell.outputs for out in _still(output, widgets)]


def _still(output, widgets):
    """Turn a progress bar into a line of text, as it stood at the end, or leave it out."""
    if VIEW not in output.get("data", {}):
        return [output]
    state = widgets.get(output.data[VIEW]["model_id"], {}).get("state", {})
    parts = [
        widgets[child.removeprefix("IPY_MODEL_")]["state"] for child in state.get("children", [])
    ]
    if len(parts) != 3 or not parts[1].get("bar_style"):  # tqdm colours the bars that stay
        return []
    left, _, right = (part.get("value") for part in parts)
    line = html.unescape(f"{left}|{'█' * 20}|{right}\n").replace("\u2007", " ")
    return [new_output("stream", name="stdout", text=line)]
