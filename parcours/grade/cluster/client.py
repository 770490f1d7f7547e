"""Past one machine: does what the sandbox does, on the workers of a Dask cluster."""

import asyncio
import json
import logging
import time
import uuid
import warnings
from contextlib import suppress

import dask
from dask.utils import parse_timedelta
from distributed import Client, KilledWorker
from distributed.comm import connect
from distributed.security import Security

from parcours.course import CourseError
from parcours.grade.cluster.worker import VERSIONS, grade, greet, leave
from parcours.grade.protocol.archive import make_archive
from parcours.grade.report.messages import brief
from parcours.grade.sandbox.client import Broken
from parcours.grade.sandbox.process import surroundings

__all__ = ["Cluster"]

TICK = 1  # seconds between two looks at the connection


class Cluster:
    """Stands in for `Sandbox`, and sends each notebook to a worker.

    Jobs and results travel as bytes of JSON. When a worker is lost, Dask has its jobs done by
    another one, from the start. How long to wait for the scheduler and for a first worker is Dask's
    setting ``distributed.comm.timeouts.connect``.

    Parameters
    ----------
    address : str
        The scheduler's, ``tcp://host:8786`` or ``tls://host:8786``.
    bounds, modules, private, hidden, read_only, handout
        As `Sandbox` has them.

    Attributes
    ----------
    cpus : int
        How many threads the workers have together.

    Raises
    ------
    CourseError
        When there is no scheduler, no worker, or one that cannot grade.
    """

    def __init__(
        self,
        address,
        bounds,
        modules=(),
        private=True,
        hidden=(),
        read_only=(),
        handout=None,
    ):
        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # we say it in a line
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"})
        self.address, self.jobs, self.over = address, set(), False
        self.patience = parse_timedelta(dask.config.get("distributed.comm.timeouts.connect"))
        sandbox = {
            "bounds": bounds,
            "modules": list(modules),
            "private": private,
            "hidden": [str(path) for path in hidden],
            "read_only": list(read_only),
            "around": surroundings(),
        }
        settings = {"run": uuid.uuid4().hex, "versions": VERSIONS, "sandbox": sandbox}
        self.settings = json.dumps(settings).encode()
        self._connect(handout or make_archive({}))

    def _connect(self, handout):
        try:
            asyncio.run(_knock(self.address))
            with warnings.catch_warnings(action="ignore"):  # of versions: the workers compare them
                self.client = Client(self.address, set_as_default=False)
        except (OSError, ValueError, TypeError, ImportError) as error:
            raise CourseError(f"no Dask scheduler at {self.address}: {brief(error)}") from None
        try:
            self._wait_for_workers()
            self.cpus = sum(self.client.nthreads().values())
            handout.seek(0)
            content = handout.read()
            self.handout = self.client.submit(bytes, content, pure=False)  # to each worker, once
            self._greet(content)
        except BaseException:
            self.__exit__()
            raise

    def _greet(self, handout):
        """Have all workers start a sandbox; those that come later do it for their first job."""
        said = self.client.run(greet, self.settings, handout, on_error="return")
        for worker, refusal in said.items():
            if isinstance(refusal, Exception):
                refusal = f"the worker at {worker} cannot grade: {brief(refusal)}"
            if refusal:
                raise CourseError(refusal)

    def _wait_for_workers(self):
        try:
            self.client.wait_for_workers(1, self.patience)
        except TimeoutError:
            raise CourseError(
                f"the Dask scheduler at {self.address} has had no worker for {self.patience:g} s: "
                f"start one with `dask worker {self.address}`"
            ) from None

    def __enter__(self):
        """Do nothing: all is ready."""
        return self

    def __exit__(self, *_):
        """End the sandboxes on the workers, and disconnect; Dask forgets what it has not done."""
        self.over = True
        if self.client.status == "running":
            with suppress(OSError):
                self.client.run(leave, self.settings, on_error="ignore")
        while self.jobs:  # a thread that asks Dask for something when the client closes may hang
            time.sleep(TICK / 10)
        self.client.close()

    def run(self, job, tell=None):
        """Run a notebook, as `Sandbox.run` does; `tell` is called when all is over."""
        self._check()
        job = json.dumps(job).encode()
        future = self.client.submit(grade, self.settings, job, self.handout, pure=False)
        self.jobs.add(future)
        try:
            answer = json.loads(self._wait(future))
        finally:
            self.jobs.discard(future)
        if "refused" in answer:
            raise CourseError(answer["refused"])
        for result in answer["results"] if tell else ():
            tell(result)
        if "broken" in answer:
            raise Broken(answer["broken"])
        return answer["last"]

    def _check(self):
        if self.over or self.client.status != "running":
            raise self._lost()

    def _lost(self):
        return CourseError(
            f"the connection to the Dask scheduler at {self.address} was lost: "
            "run the command again, and it goes on where it stopped"
        )

    def _wait(self, future):
        look = time.monotonic() + self.patience
        while not self._is_over(future):
            self._check()
            if time.monotonic() > look:
                self._wait_for_workers()
                look = time.monotonic() + self.patience
        try:
            return future.result()
        except KilledWorker as error:
            workers = error.allowed_failures + 1
            raise Broken(f"{workers} Dask workers were lost, one after the other") from None
        except OSError:  # Dask sees a moment later that it is closed
            raise self._lost() from None
        except Exception as error:
            self._check()
            raise CourseError(f"the Dask cluster has failed: {brief(error)}") from None

    def _is_over(self, future):
        """Wait for a moment; say whether the job has ended, well or not."""
        try:
            future.exception(TICK)  # or None
        except TimeoutError:
            return False
        return True


async def _knock(address):
    """Connect and go: a client with a wrong address, or without certificates, does not end well."""
    there = await connect(address, **Security().get_connection_args("client"))
    await there.close()
