"""The scheduler and the workers are processes of their own, on this machine only, and they end."""

import os
import subprocess
import sys
import time

import psutil
import pytest

from helpers import DaskProcesses, rendezvous
from helpers.tasks import nap, square

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def cluster():
    with DaskProcesses(2) as cluster:
        yield cluster


def on(client):
    """Return the mapper that runs tasks on the client's workers."""
    return lambda fn, items: client.gather(client.map(fn, items))


def test_tasks_meet_in_worker_processes(cluster):
    meeting = rendezvous(on(cluster.client), timeout=30)
    assert meeting and os.getpid() not in meeting.pids


def test_a_worker_runs_one_task_at_a_time_unless_told_otherwise(cluster):
    assert set(cluster.client.nthreads().values()) == {1}


def test_everything_listens_on_this_machine_only(cluster):
    addresses = {
        connection.laddr.ip
        for process in psutil.Process().children(recursive=True)
        if "dask" in process.cmdline()
        for connection in process.net_connections()
        if connection.status == psutil.CONN_LISTEN
    }
    assert addresses == {"127.0.0.1"}


def test_it_survives_the_loss_of_a_worker():
    with DaskProcesses(2) as cluster:
        futures = cluster.client.map(nap, [0.1 + i / 1e6 for i in range(8)])
        cluster.workers["worker-0"].kill()
        assert cluster.start_worker() == "worker-2"
        assert len(cluster.client.gather(futures)) == 8
        deadline = time.monotonic() + 60
        while len(cluster.client.nthreads()) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        names = {worker["name"] for worker in cluster.client.scheduler_info()["workers"].values()}
        assert names <= {"worker-1", "worker-2"}


def test_nothing_is_left_when_it_is_closed():
    with pytest.raises(ZeroDivisionError), DaskProcesses(1) as cluster:
        processes, folder = list(cluster.workers.values()), cluster._folder.name
        assert cluster.client.submit(square, 3).result() == 9
        1 / 0  # noqa: B018
    assert all(process.poll() is not None for process in processes)
    assert cluster.client.status == "closed"
    assert not os.path.exists(folder)
    cluster.close()


def test_nothing_is_left_at_the_end_of_a_process_that_forgot_to_close_it():
    code = (
        "from helpers import DaskProcesses\n"
        "cluster = DaskProcesses(1)\n"
        "print(*[process.pid for process in cluster._processes])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert not any(psutil.pid_exists(int(pid)) for pid in done.stdout.split())


@pytest.mark.parametrize("argument", ["workers", "threads"])
def test_bad_arguments(argument):
    with pytest.raises(ValueError, match=argument):
        DaskProcesses(**{argument: 0})
