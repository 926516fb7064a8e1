"""A Dask cluster on this machine: a scheduler and two workers. One of them is killed in the middle, and at last the scheduler."""

import signal
import subprocess
import sys
from concurrent.futures import Executor, Future
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest
from test_batch import job, wait_for

from shinpingba.briefs.batch import cluster, make_briefs

DASK = Path(sys.executable).with_name("dask")


@pytest.fixture
def dask_cluster(tmp_path):
    """The address of a scheduler on loopback, its process, and its two worker processes."""
    where = tmp_path / "scheduler.json"

    def start(*command):
        process = subprocess.Popen(
            [DASK, *command, "--no-dashboard"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path
        )
        started.callback(process.wait)
        started.callback(process.kill)
        return process

    with ExitStack() as started:
        scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", where)
        wait_for(where.exists)
        workers = [start("worker", "--scheduler-file", where, "--no-nanny", "--nthreads", "1") for _ in range(2)]
        address = next(part for part in where.read_text(encoding="utf-8").split('"') if part.startswith("tcp://"))
        yield address, scheduler, workers


def killed_after_the_first(victim, jobs, executor):
    """The outcomes of the jobs, where a process is killed as soon as the first of them is done."""

    def kill():
        wait_for(lambda: any(job.out.exists() for job in jobs))
        victim.send_signal(signal.SIGKILL)

    killer = Thread(target=kill)
    killer.start()
    outcomes = make_briefs(jobs, executor=executor, seconds=600)
    killer.join()
    assert victim.wait(300) == -signal.SIGKILL
    return outcomes


def test_every_brief_arrives_though_a_worker_is_killed_and_is_named_where_the_scheduler_is(tmp_path, dask_cluster):
    address, scheduler, workers = dask_cluster
    first = [job(tmp_path, f"brief{number}", ["print(f'给{who}的简报')"], who=str(number)) for number in range(5)]
    sleepy = ["import time\ntime.sleep(600 * int(who))"]
    second = [job(tmp_path, f"late{number}", sleepy, who=str(number)) for number in range(2)]
    with cluster(address) as executor:
        outcomes = killed_after_the_first(workers[0], first, executor)
        lost = killed_after_the_first(scheduler, second, executor)
    assert [outcome.cause for outcome in outcomes] == [None] * 5
    assert all(f"给{number}的简报" in each.out.read_text(encoding="utf-8") for number, each in enumerate(first))
    assert lost[1].cause == "与集群的连接断了，没有做完"


class Silent(Executor):
    """A cluster whose scheduler has died as it was about to send what it had: nothing of it ever comes, nor that it is lost."""

    _client = SimpleNamespace(status="closed")

    def submit(self, *_):
        future = Future()
        future.set_running_or_notify_cancel()
        return future


def test_what_a_dead_scheduler_was_about_to_send_is_not_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr("shinpingba.briefs.batch._PATIENCE_SECONDS", 0.01)
    outcomes = make_briefs([job(tmp_path, "brief", ["1"], who="0")], executor=Silent())
    assert [outcome.cause for outcome in outcomes] == ["与集群的连接断了，没有做完"]


def test_a_cluster_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="调度器"), cluster("tcp://127.0.0.1:9", seconds=0.5):
        pass
