"""Start a Dask scheduler and its workers: separate processes, on this machine only."""

import os
import subprocess
import sys
import tempfile
import weakref
from contextlib import suppress

__all__ = ["DaskProcesses"]


class DaskProcesses:
    """A Dask scheduler and workers, each a process of its own, and a client of them.

    They listen on 127.0.0.1 only, on ports that were free, and write their logs into a temporary
    folder. Nothing outlives `close`, the end of a ``with`` block, or the end of this process.

    Parameters
    ----------
    workers : int
        Worker processes, at least 1.
    threads : int
        Tasks that a worker runs at a time, at least 1.

    Attributes
    ----------
    client : distributed.Client
        Connected, with all the workers there.
    workers : dict of str to subprocess.Popen
        The worker processes by name: worker-0, worker-1 and so on.

    Raises
    ------
    ValueError
        If `workers` or `threads` is less than 1.
    TimeoutError
        If the workers are not there after a minute.

    Examples
    --------
    >>> from helpers.tasks import square
    >>> with DaskProcesses(1) as cluster:
    ...     print(cluster.client.submit(square, 3).result())
    9
    """

    def __init__(self, workers=2, threads=1):
        if workers < 1:
            raise ValueError(f"workers must be at least 1, not {workers!r}")
        if threads < 1:
            raise ValueError(f"threads must be at least 1, not {threads!r}")
        from distributed import Client

        self._threads = threads
        self._folder = tempfile.TemporaryDirectory(prefix="dask-", ignore_cleanup_errors=True)
        self._processes, self.workers = [], {}
        # At the end of the process too, and if what follows fails.
        self._stop = weakref.finalize(self, _stop, clients := [], self._processes, self._folder)
        try:
            # Left behind by a process that was killed, the scheduler ends itself, and the workers
            # end with it.
            self._start("scheduler", "--port", "0", "--idle-timeout", "1 hour")
            for _ in range(workers):
                self.start_worker()
            clients.append(Client(scheduler_file=self._file("scheduler.json"), timeout=60))
            self.client = clients[0]
            self.client.wait_for_workers(workers, timeout=60)
        except BaseException:
            self.close()
            raise

    def start_worker(self):
        """Start one more worker, and do not wait for it; return its name."""
        name = f"worker-{len(self.workers)}"
        # Without a nanny, which would start a lost worker again, a worker is a single process.
        options = ["--no-nanny", "--nthreads", str(self._threads), "--death-timeout", "60"]
        options += ["--name", name, "--local-directory", self._folder.name]
        self.workers[name] = self._start("worker", *options)
        return name

    def close(self):
        """Disconnect the client, and end all the processes; a second call does nothing."""
        self._stop()

    def __enter__(self):
        """Give the cluster."""
        return self

    def __exit__(self, *exc_info):
        """Close it, whatever happened."""
        self.close()

    def _file(self, name):
        return os.path.join(self._folder.name, name)

    def _start(self, role, *options):
        here = ["--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0"]
        command = [sys.executable, "-m", "dask", role, *here, *options]
        with open(self._file("log.txt"), "ab") as log:
            process = subprocess.Popen(
                [*command, "--scheduler-file", self._file("scheduler.json")],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._processes.append(process)
        return process


def _stop(clients, processes, folder):
    for client in clients:  # first: it would complain that its scheduler is gone
        with suppress(Exception):
            client.close(timeout=5)
    for process in processes:  # asked politely, a worker takes seconds
        process.kill()
    for process in processes:
        process.wait()
    folder.cleanup()
