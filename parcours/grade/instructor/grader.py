"""The converter: nbgrader's Autograde, with many hand-ins at a time, and each in the sandbox."""

import json
import os
import shutil
import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from glob import glob
from pathlib import Path

import nbformat
from nbgrader.api import MissingEntry
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from traitlets import Bool, Float, Integer, List, Unicode

from parcours.grade.instructor.assignment import (
    asked_names,
    secrets,
    taught_modules,
    trusted_imports,
)
from parcours.grade.instructor.concurrency import LOOK, ConcurrencyLimit
from parcours.grade.instructor.correction import not_passed, read_corrections
from parcours.grade.instructor.gradebook import shared
from parcours.grade.instructor.handout import Handout
from parcours.grade.instructor.intake import take_in
from parcours.grade.instructor.kernel import find_kernel
from parcours.grade.instructor.preprocessors import Steps
from parcours.grade.instructor.record import read_record
from parcours.grade.instructor.storage import store
from parcours.grade.instructor.submitted import OwnFiles
from parcours.grade.report.collect import collect
from parcours.grade.report.progress import progress, tick
from parcours.grade.sandbox.client import Broken, Sandbox

__all__ = ["Grader"]

GB = 2**30


class Grader(Autograde, OwnFiles):
    """Grades what was handed in.

    Afterwards `hand_ins` says how it went, and `marks` what the whole class has got.
    """

    workers = Integer(0, help="Hand-ins at a time; 0: as many as keep the CPUs busy.").tag(
        config=True
    )
    scheduler = Unicode("", help="Address of a Dask scheduler, to grade on its workers.").tag(
        config=True
    )
    sandbox = Bool(True, help="Whether to keep hand-ins from the machine.").tag(config=True)
    total_timeout = Integer(600, help="Seconds for all cells of a notebook.").tag(config=True)
    memory = Float(4, help="Gigabytes of memory for a hand-in.").tag(config=True)
    processes = Integer(256, help="Processes of a hand-in.").tag(config=True)
    threads = Integer(2000, help="Threads of a hand-in, in all its processes.").tag(config=True)
    read_only = List(Unicode(), help="Folders of this machine that hand-ins may read.").tag(
        config=True
    )
    disk = Float(0.5, help="Gigabytes of files that a hand-in may write.").tag(config=True)
    output = Integer(1_000_000, help="Bytes that a cell may print.").tag(config=True)

    _making = False
    marks = None
    not_passed = ()  # by the instructor's own notebooks

    def start(self):
        """Grade; whatever happens, no folder is left that is not finished."""
        try:
            super().start()
        finally:
            with self.making():
                for folder in glob(self._format_dest(self.coursedir.assignment_id, "*")):
                    shutil.rmtree(folder, ignore_errors=True)

    def convert_notebooks(self):
        """Grade all that is due."""
        self.hand_ins = []
        due = sorted(self.assignments)
        with shared(self.coursedir.db_url, self.coursedir.course_id) as self.book:
            self.steps = Steps(self)
            self.records = self._read_records()
            self.handout = Handout(self)
            with progress(len(due)) as self.bar:
                if self.steps.executes:
                    self._execute(due)
                else:
                    for path in due:
                        self._store(take_in(self, path))
            self.marks = collect(self)
            self.marks.not_passed.extend(self.not_passed)
        failed = [one for one in self.hand_ins if one.failed and not one.absent]
        for one in failed:
            self.log.error("%s: %s", one.student, one.outcome)
        if failed:
            raise NbGraderException(f"{len(failed)} could not be graded")

    def _read_records(self):
        name = self.coursedir.assignment_id
        try:
            notebooks = self.book.find_assignment(name).notebooks
        except MissingEntry:
            self.log.error(
                "No assignment %r in the gradebook: run nbgrader generate_assignment first.", name
            )
            raise NbGraderException("no such assignment") from None
        released = Path(self.coursedir.format_path(self.coursedir.release_directory, ".", name))
        records, self.kernel_names = {}, set()
        for notebook in notebooks:
            self.kernel_names.add(json.loads(notebook.kernelspec or "{}").get("name", "python"))
            file = released / f"{notebook.name}.ipynb"
            handed_out = nbformat.read(file, as_version=4) if file.is_file() else None
            records[notebook.name] = read_record(notebook, handed_out)
        return records

    def label(self, notebook, name):
        """Return what a cell is called, with the notebook's name where there are several."""
        return f"{notebook}: {name}" if len(self.records) > 1 else name

    def _execute(self, due):
        bounds = {
            "total": self.total_timeout,
            "memory": int(self.memory * GB),
            "processes": self.processes,
            "threads": self.threads,
            "folder": self._folder(),
            "disk": int(self.disk * GB),
            "output": self.output,
        }
        self.corrections = read_corrections(self)
        self.jobs = {  # what is the same for all who hand in a notebook
            name: {
                "asked": sorted(asked_names(record, self.corrections.get(name))),
                "imports": trusted_imports(record),
                "names": self.handout.modules,
            }
            for name, record in self.records.items()
        }
        self._search_what_kernels_search()
        sandbox = self._make_sandbox(
            bounds,
            taught_modules(self),
            self.sandbox,
            hidden=secrets(self),
            read_only=self.read_only,
            handout=self.handout.archive(),
        )
        least = self.workers or 2 * sandbox.cpus
        most = least if self.workers or self.scheduler else 8 * least  # most only wait
        limit = ConcurrencyLimit(least, most, bounds["memory"])
        threads, running = ThreadPoolExecutor(most), {}
        try:
            with sandbox:
                own_result = threads.submit(not_passed, self, sandbox) if due else None
                for path in due:
                    hand_in = take_in(self, path)
                    if hand_in is None or hand_in.failed:
                        self._store(hand_in)
                        continue
                    while not limit.has_room(len(running)):
                        self._store_ended(running, LOOK)
                    running[threads.submit(self._run, sandbox, hand_in)] = hand_in
                while running:
                    self._store_ended(running)
                if own_result:
                    self.not_passed = own_result.result()
        finally:
            threads.shutdown(cancel_futures=True)

    def _folder(self):
        """Return the name of the folder that hand-ins run in: nbgrader's, where there is room for it."""
        name = self.coursedir.assignment_id
        return "work" if name == "course" else name

    def _search_what_kernels_search(self):
        """Have the sandbox show the folders that kernels have on their PYTHONPATH."""
        kernels = [find_kernel(name).environment for name in sorted(self.kernel_names)]
        paths = [one["PYTHONPATH"] for one in kernels if "PYTHONPATH" in one]
        if paths:
            others = filter(None, [os.environ.get("PYTHONPATH")])
            os.environ["PYTHONPATH"] = os.pathsep.join([*paths, *others])

    def _make_sandbox(self, *arguments, **others):
        if not self.scheduler:
            return Sandbox(*arguments, **others)
        from parcours.grade.cluster.client import Cluster  # takes a second to import

        return Cluster(self.scheduler, *arguments, **others)

    def _run(self, sandbox, hand_in):
        """Execute the notebooks of a hand-in, in a thread that leaves the gradebook alone."""
        start, broken = time.monotonic(), []
        for notebook in hand_in.notebooks:
            if notebook.nb is None:
                continue
            given = {cell.source for cell in self.records[notebook.name].plain}
            job = {"cells": self.steps.cells(notebook.nb, given)}
            job |= {"files": hand_in.files, "gone": hand_in.gone}
            job |= self.jobs[notebook.name]
            job["environment"] = self.steps.environment(notebook.nb)
            for _ in range(2):  # when the sandbox itself breaks, that is not the student's fault
                notebook.results.clear()
                try:
                    last = sandbox.run(job, notebook.hear)
                except Broken as error:
                    notebook.end = str(error)
                else:
                    notebook.end = last["end"]
                    hand_in.take_back(last)
                    break
            else:
                broken.append(notebook.end)
        if broken and not any(one.results for one in hand_in.notebooks):
            hand_in.fail("; ".join(broken))
        hand_in.seconds = time.monotonic() - start

    def _store_ended(self, running, patience=None):
        """Wait until one has ended, but for so many seconds only, and store what has."""
        ended, _ = wait(running, patience, return_when=FIRST_COMPLETED)
        for one in ended:
            one.result()
            self._store(running.pop(one))

    def _store(self, hand_in):
        if hand_in:
            store(self, hand_in)
            self.hand_ins.append(hand_in)
            self.run_post_convert_hook()
        tick(self.bar, hand_in)

    @contextmanager
    def making(self):
        """Let nbgrader write into a folder beside the one where the result will be."""
        self._making = True
        try:
            yield
        finally:
            self._making = False

    def _format_dest(self, assignment_id, student_id, escape=False):
        path = super()._format_dest(assignment_id, student_id, escape)
        if not self._making:
            return path
        folder, name = os.path.split(path)
        return os.path.join(folder, f".{name}.part")
