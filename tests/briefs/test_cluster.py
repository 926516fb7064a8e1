"""A Dask cluster on this machine: a scheduler and two workers, one of which is killed in the middle."""

import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

import pytest
from test_batch import job, wait_for

from shinpingba.briefs.batch import cluster, make_briefs

DASK = Path(sys.executable).with_name("dask")


@pytest.fixture
def dask_cluster(tmp_path):
    """The address of a scheduler on loopback, and its two worker processes."""
    where = tmp_path / "scheduler.json"

    def start(*command):
        process = subprocess.Popen(
            [DASK, *command, "--no-dashboard"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path
        )
        started.callback(process.wait)
        started.callback(process.kill)
        return process

    with ExitStack() as started:
        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", where)
        wait_for(where.exists)
        workers = [start("worker", "--scheduler-file", where, "--no-nanny", "--nthreads", "1") for _ in range(2)]
        address = next(part for part in where.read_text(encoding="utf-8").split('"') if part.startswith("tcp://"))
        yield address, workers


def test_every_brief_arrives_though_a_worker_is_killed(tmp_path, dask_cluster):
    address, workers = dask_cluster
    sources = ["import time\ntime.sleep(0.5)", "print(f'给{who}的简报')"]
    jobs = [job(tmp_path, f"brief{number}", sources, who=str(number)) for number in range(8)]

    def kill_one_in_the_middle():
        wait_for(lambda: list((tmp_path / "out").glob("*.html")))
        workers[0].send_signal(signal.SIGKILL)

    killer = Thread(target=kill_one_in_the_middle)
    killer.start()
    with cluster(address) as executor:
        outcomes = make_briefs(jobs, executor=executor, seconds=60)
    killer.join()
    assert workers[0].wait(60) == -signal.SIGKILL
    assert [outcome.cause for outcome in outcomes] == [None] * 8
    assert all(f"给{number}的简报" in each.out.read_text(encoding="utf-8") for number, each in enumerate(jobs))


def test_a_cluster_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="调度器"), cluster("tcp://127.0.0.1:9", seconds=0.5):
        pass
