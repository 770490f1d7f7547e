"""nbgrader's steps on a notebook: those before its execution, and those after."""

import json
import platform

from nbformat import from_dict
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    Execute,
    OverwriteCells,
    SaveAutoGrades,
)

from parcours.grade.instructor.gradebook import LatePenalties, SaveGrades
from parcours.grade.instructor.kernel import find_kernel

__all__ = ["Steps", "Unfit"]

LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": platform.python_version(),
}


class Unfit(Exception):
    """A notebook that cannot be graded; the message says why."""


class Steps:
    """The preprocessors that are configured, with ours in the place of three of nbgrader's.

    Execution is the sandbox's, and SaveGrades saves. `restore.restore` has already overwritten the
    cells, and leaves no metadata to be checked.

    Parameters
    ----------
    grader : Grader
    """

    def __init__(self, grader):
        exporter = grader.exporter
        self.log = grader.log
        self.execute = Execute(parent=exporter)
        listed = grader.autograde_preprocessors
        place = listed.index(Execute) if Execute in listed else None
        self.executes = place is not None and self.execute.enabled
        split = place or 0
        self.before = self._make(exporter, [*grader.sanitize_preprocessors, *listed[:split]])
        self.after = self._make(exporter, listed[split:])
        self.kernels = {}

    def _make(self, exporter, listed):
        ours = {SaveAutoGrades: SaveGrades, AssignLatePenalties: LatePenalties}
        exporter._preprocessors = []
        for one in listed:
            if one not in (CheckCellMetadata, Execute, OverwriteCells):
                exporter.register_preprocessor(ours.get(one, one))
        made, exporter._preprocessors = exporter._preprocessors, []
        return made

    def sanitise(self, notebook):
        """Run the steps before the execution."""
        for step in self.before:
            notebook.nb, notebook.resources = step(notebook.nb, notebook.resources)
        if self.executes:
            self._check_kernel(notebook.nb)

    def finish(self, notebook):
        """Run the steps after the execution; they write into the gradebook."""
        for step in self.after:
            notebook.nb, notebook.resources = step(notebook.nb, notebook.resources)

    def _check_kernel(self, nb):
        name = nb.metadata.get("kernelspec", {}).get("name", "python")
        if name not in self.kernels:
            self.kernels[name] = find_kernel(name)
        if self.kernels[name].refusal:
            raise Unfit(self.kernels[name].refusal)

    def environment(self, nb):
        """Return the environment variables of the kernel of a notebook that has been sanitised."""
        return self.kernels[nb.metadata.get("kernelspec", {}).get("name", "python")].environment

    def cells(self, nb, given=()):
        """Return what there is to run, for `Sandbox.run`; `given` is code that was handed out."""
        return [
            {
                "index": index,
                "source": cell.source,
                "test": is_test(cell),
                "locked": cell.metadata.get("nbgrader", {}).get("locked", False)
                or cell.source in given,
                "timeout": self._timeout(cell),
            }
            for index, cell in enumerate(nb.cells)
            if cell.cell_type == "code"
            and cell.source.strip()
            and (is_test(cell) or "skip-execution" not in cell.metadata.get("tags", []))
        ]

    def _timeout(self, cell):
        function = self.execute.timeout_func
        seconds = function(cell) if function else self.execute.timeout
        return seconds if seconds and seconds > 0 else None

    def fill_in(self, notebook):
        """Put the results of the execution into the notebook, and those of tests aside."""
        for index, cell in enumerate(notebook.nb.cells):
            cell.metadata.pop("parcours", None)
            if cell.cell_type != "code":
                continue
            result = notebook.results.get(index)
            if result is None and not (is_test(cell) and cell.source.strip()):
                continue  # there was nothing to run
            result = result or {"status": "not run"}
            outputs = result.get("outputs", [])
            if error := self._error(result["status"], notebook.end, cell):
                outputs = [*outputs, error]
            cell.outputs = [from_dict(one) for one in outputs]
            cell.execution_count = result.get("number")
            cell.metadata["parcours"] = {"seconds": round(result.get("seconds", 0), 3)}
            if is_test(cell):
                notebook.resources["parcours"]["results"][cell.metadata.nbgrader.grade_id] = result
        notebook.nb.metadata["language_info"] = LANGUAGE

    def _error(self, status, end, cell):
        """Return the output that says why a cell did not end, or None if it did."""
        if status == "timeout":
            error = json.loads(json.dumps(self.execute.error_on_timeout or {}))
            name = error.get("ename", "CellTimeoutError")
            said = error.get("evalue") or f"it was stopped after {self._timeout(cell)} seconds"
            trace = error.get("traceback") or [f"{name}: {said}"]
        elif status in ("died", "killed"):
            name, said = "Ended", end or "its process ended"
            trace = [f"{name}: {said}"]
        elif status == "not run" and is_test(cell):
            name, said = "NotRun", f"this check was not run: {end or 'its process ended'}"
            trace = [f"{name}: {said}"]
        else:
            return None
        return {"output_type": "error", "ename": name, "evalue": said, "traceback": trace}


def is_test(cell):
    """Whether a cell is a test that the instructor wrote."""
    meta = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and meta.get("grade", False) and not meta.get("solution", False)
