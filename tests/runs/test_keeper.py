"""Nothing that a fork has started outlives it, or the process that forked it, whatever ends that one."""

import fcntl
import os
import select
import signal
import subprocess
import sys

import pytest

from shinpingba.runs import keeper
from shinpingba.runs.keeper import how_ended

# The caller holds the lock of a run, and all have the pipe in hand: it ends when the last of them has ended. The task
# begins when the caller has named the fork: else its flood drowns that line now and then. What it waits for is written
# into the lock's file, since a fork inherits no pipe.
CALLER = """
import fcntl, os, signal, subprocess, sys, time
from shinpingba.runs.keeper import KeptFork
for number in (signal.SIGINT, signal.SIGHUP):  # which a shell or nohup may have had ignored
    signal.signal(number, signal.SIG_DFL)
lock = open(sys.argv[1], "w")
fcntl.flock(lock, fcntl.LOCK_EX)
def task():
    while not os.path.getsize(sys.argv[1]):
        time.sleep(0.01)
    os.write(1, b"%d\\n" % os.getpid())
    {task}
fork = KeptFork(task)
os.write(1, b"%d\\n" % fork.pid)
os.write(lock.fileno(), b"named")
while fork.poll() is None:
    time.sleep(0.01)
os.write(1, b"%d\\n" % fork.exit_code)
"""
SLEEP = "time.sleep(600)"
DAEMON = "subprocess.Popen(['sleep', '600'], start_new_session=True); "
FILL_THE_PIPE = "os.write(1, b'x' * 1_000_000)"


@pytest.fixture
def begin(tmp_path):
    """A caller at work: begin(task) → its process, and the ids of the task and of the keeper by name."""
    started = []

    def _begin(task):
        command = [sys.executable, "-c", CALLER.format(task=task), tmp_path / "lock"]
        caller = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        started.append(caller)
        keeper, task = (int(caller.stdout.readline()) for _ in range(2))
        return caller, {"caller": caller.pid, "keeper": keeper, "task": task}

    yield _begin
    for caller in started:
        caller.kill()
        caller.wait()
        caller.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
@pytest.mark.parametrize("task", [DAEMON + SLEEP, FILL_THE_PIPE])
def test_all_ends_with_the_caller_whatever_ends_it_and_the_lock_of_the_run_is_free(begin, tmp_path, number, task):
    caller, _ = begin(task)
    caller.send_signal(number)
    caller.communicate(timeout=60)
    with (tmp_path / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.parametrize(
    ("task", "code"),
    [("pass", 0), ("os._exit(7)", 7), ("os.kill(os.getpid(), signal.SIGSEGV)", -signal.SIGSEGV)],
)
def test_all_ends_with_the_task_and_the_caller_is_told_how(begin, task, code):
    caller, _ = begin(DAEMON + task)
    assert int(caller.communicate(timeout=60)[0].split()[-1]) == code


def test_all_ends_where_the_task_is_killed(begin):
    caller, ids = begin(DAEMON + SLEEP)
    os.kill(ids["task"], signal.SIGKILL)
    assert int(caller.communicate(timeout=60)[0]) == -signal.SIGKILL


def test_the_task_ends_where_its_keeper_is_killed(begin):
    _, ids = begin(SLEEP)
    task = os.pidfd_open(ids["task"])
    os.kill(ids["keeper"], signal.SIGKILL)
    assert select.select([task], [], [], 60)[0]


@pytest.mark.parametrize(
    ("code", "words"),
    [(-9, "进程被 SIGKILL 信号终止（可能内存不足）"), (-15, "进程被 SIGTERM 信号终止"), (7, "进程自行退出，代码 7")],
)
def test_how_a_process_ended_is_said_in_words(code, words):
    assert how_ended(code) == words


def test_no_system_but_linux_is_forked(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert keeper.fork_obstacle()
