"""On a worker of a Dask cluster: one sandbox for each run, for as long as the run has jobs here."""

import asyncio
import hashlib
import json
import platform
import socket
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path

from distributed import get_worker

from parcours.grade.sandbox.client import Broken, NoSandbox, Sandbox

__all__ = ["VERSIONS", "grade", "greet", "leave"]

IDLE = 10  # seconds without a job, and the sandbox ends: the grader may have been killed
TICK = 1  # seconds between two looks at the jobs
PACKAGES = ("parcours", "ipython", "numpy", "joblib", "matplotlib", "dask", "distributed")

lock = threading.Lock()
posts, ended = {}, set()  # settings of a run -> its post on this worker; runs that are over


class Refused(Exception):
    """A worker cannot grade; the message says which one and why, in a line."""


def _versions():
    code = hashlib.sha256()
    for package in ("helpers", "parcours/grade"):
        for file in sorted((Path(__file__).parents[3] / package).rglob("*.py")):
            code.update(file.read_bytes())
    found = {"Python": platform.python_version(), **{name: version(name) for name in PACKAGES}}
    return found | {"parcours": f"{found['parcours']} ({code.hexdigest()[:8]})"}


VERSIONS = _versions()  # now: the files may change under a worker that has imported them


async def greet(settings, handout, dask_worker):
    """Start a run's sandbox; return why there can be none, or None."""
    try:
        await asyncio.to_thread(_sandbox, settings, handout, dask_worker)
    except Refused as error:
        return str(error)


async def leave(settings):
    """End a run's sandbox, and all that runs in it."""
    with lock:
        ended.add(settings)
        post = posts.pop(settings, None)
    if post:
        post.over.set()
        await asyncio.to_thread(post.join)


def grade(settings, job, handout):
    """Run a notebook.

    Parameters
    ----------
    settings : bytes
        Of the run, the same for all its jobs, in JSON: ``run``, a name of its own; ``sandbox``, the
        arguments of `Sandbox`; ``versions``, which must be those here.
    job : bytes
        What `Sandbox.run` takes, in JSON.
    handout : bytes
        What the instructor hands out, see `make_archive`.

    Returns
    -------
    bytes
        In JSON: ``results``, what was told of the cells; and ``last``, what `Sandbox.run` returned,
        or ``broken`` or ``refused``, why it did not.
    """
    worker = get_worker()
    answer = {"results": []}
    try:
        sandbox = _sandbox(settings, handout, worker, worker.get_current_task())
        answer["last"] = sandbox.run(json.loads(job), answer["results"].append)
    except Refused as error:
        answer["refused"] = str(error)
    except Broken as error:
        answer["broken"] = str(error)
    except Exception as error:  # a full disk, say; Dask would log the job, hidden tests and all
        answer["broken"] = f"{type(error).__name__}: {error}"
    return json.dumps(answer).encode()


def _sandbox(settings, handout, worker, job=None):
    """Return the sandbox of a run, ready; start it if there is none."""
    place = f"{socket.gethostname()} ({worker.address})"
    content = json.loads(settings)
    for name, theirs in content["versions"].items():
        if theirs != VERSIONS[name]:
            raise Refused(
                f"the worker on {place} has {name} {VERSIONS[name]}, and here it is {theirs}: "
                "install the same, and start the worker again"
            )
    try:
        with lock:
            if settings in ended:
                raise Broken("the run is over")
            if settings not in posts:
                posts[settings] = Post(settings, handout, worker, content["sandbox"])
                posts[settings].start()
            post = posts[settings]
            post.expect(job)
        return post.sandbox.__enter__()
    except NoSandbox as error:
        raise Refused(f"no sandbox on {place}: {error}; --no-sandbox does without one") from None


class Post(threading.Thread):
    """Holds the sandbox of a run, and ends it when the worker has had no job of the run for long.

    Dask does not interrupt what a thread runs: when the grader is gone, a job ends with the sandbox.

    Parameters
    ----------
    settings, handout : bytes
        See `grade`.
    worker : distributed.Worker
    arguments : dict
        Of the sandbox.
    """

    def __init__(self, settings, handout, worker, arguments):
        super().__init__(name="parcours-grade", daemon=True)
        scratch = Path(worker.local_directory).parent  # where workers put what memory cannot hold
        arguments["hidden"].append(scratch)
        self.settings, self.worker = settings, worker
        file = tempfile.TemporaryFile()  # noqa: SIM115
        file.write(handout)
        file.flush()
        self.sandbox = Sandbox(**arguments, handout=file)
        self.jobs, self.last, self.over = set(), 0, threading.Event()

    def expect(self, job):
        """Note the key of a job that has come."""
        self.jobs.add(job)
        self.last = time.monotonic()

    def run(self):
        """Wait for the end."""
        while not self.over.wait(TICK):
            with lock:
                if not self._is_wanted():
                    posts.pop(self.settings, None)
                    break
        self.sandbox.__exit__()

    def _is_wanted(self):
        """Whether a job is under way, and not cancelled, or one was a moment ago."""
        tasks = self.worker.state.tasks
        self.jobs = {job for job in self.jobs if job in tasks}
        if any(tasks[job].state == "executing" for job in self.jobs):
            self.last = time.monotonic()
        return time.monotonic() < self.last + IDLE
