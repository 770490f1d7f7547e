"""Run a lesson with its claims, from top to bottom, as a reader would."""

import tempfile
import time
from dataclasses import dataclass, field

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell

from parcours.notebooks import from_markdown, is_claim
from parcours.others import Others
from parcours.rehearse.claims import Claim, claims_of

__all__ = ["Run", "Verdict", "rehearse"]

TIMEOUT = 300  # seconds for a cell
ASK = """
import IPython as _ipython
from parcours.rehearse.judge import judge as _judge
_ipython.display.display({{"application/json": _judge({code!r}, {given!r}, globals())}}, raw=True)
"""


@dataclass(frozen=True)
class Verdict:
    """What became of a claim: "held", "failed" or "not claimed", and what was seen."""

    claim: Claim
    outcome: str
    seen: str = ""
    figure: str = ""  # the last one before it: a PNG, in base64


@dataclass
class Run:
    """A lesson that was run.

    Attributes
    ----------
    name : str
    seconds : float
    others : float
        Share of the machine's CPU time that others took meanwhile, from 0 to 1.
    verdicts : list of Verdict
    error : str
        What stopped the lesson, or empty.
    tries : int
        How many times it was run.
    notebook : NotebookNode
        With its outputs.
    """

    name: str
    notebook: object = field(repr=False)
    seconds: float = 0.0
    others: float = 0.0
    verdicts: list = field(default_factory=list)
    error: str = ""
    tries: int = 1

    def of(self, outcome):
        """Return the verdicts with this outcome."""
        return [verdict for verdict in self.verdicts if verdict.outcome == outcome]

    @property
    def fails(self):
        """Whether the lesson stopped, or says what is not so."""
        return bool(self.error or self.of("failed"))


def rehearse(path, timing=True, setup="", env=None, tick=None):
    """Run a lesson and judge its claims.

    Parameters
    ----------
    path : Path
        Its Markdown source.
    timing : bool
        Judge the claims that rest on time, too.
    setup : str
        Code that runs before the first cell.
    env : dict, optional
        The kernel's environment variables; by default those of this process.
    tick : callable, optional
        Called after each cell.

    Returns
    -------
    Run

    Raises
    ------
    CourseError
        When a claim is malformed.
    """
    notebook = from_markdown(path.read_text(encoding="utf-8"), claims=True)
    claims = {claim.place: claim for claim in claims_of(notebook, path.stem)}
    run = Run(path.stem, notebook)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, Others() as others:
        client = NotebookClient(
            notebook,
            kernel_name="python3",
            timeout=TIMEOUT,
            resources={"metadata": {"path": folder}},  # some lessons write a module there
            extra_arguments=["--log-level=40"],
        )
        options = {} if env is None else {"env": env}
        try:
            with client.setup_kernel(**options):
                _run_cells(
                    client, notebook, claims if timing else _timeless(claims), setup, run, tick
                )
        except CellExecutionError as error:
            run.error = f"{error.ename}: {error.evalue}"
        except (CellTimeoutError, DeadKernelError) as error:
            run.error = str(error).splitlines()[0]
    run.seconds, run.others = time.perf_counter() - start, others.share
    return run


def _timeless(claims):
    return {place: claim for place, claim in claims.items() if not claim.timing}


def _run_cells(client, notebook, claims, setup, run, tick):
    if setup:
        client.execute_cell(new_code_cell(setup), 0)
    figure = ""
    for place, cell in enumerate(notebook.cells):
        if place in claims:
            run.verdicts.append(_judge(client, claims[place], figure))
        elif cell.cell_type == "code" and not is_claim(cell):
            client.execute_cell(cell, place)
            pictures = [
                out.data["image/png"] for out in cell.outputs if "image/png" in out.get("data", {})
            ]
            figure = pictures[-1] if pictures else figure
        if tick:
            tick()


def _judge(client, claim, figure):
    cell = new_code_cell(ASK.format(code=claim.code, given=claim.given))
    client.execute_cell(cell, claim.place)
    (said,) = (out.data["application/json"] for out in cell.outputs if "data" in out)
    return Verdict(claim, **said, figure=figure)
