"""A fork that serves its caller by pipes: it answers, ends when it is asked to, and holds none of its caller's files."""

import fcntl
import subprocess
import sys

import pytest

CALLER = """
import fcntl, os, signal, sys
from shinpingba.runs.forked import ForkedServer
lock = open(sys.argv[1], "w")
fcntl.flock(lock, fcntl.LOCK_EX)
def task():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    for line in sys.stdin:
        print("answer to", line, end="", flush=True)
server = ForkedServer(task)
server.stdin.write(b"one\\n")
server.stdin.flush()
print(server.stdout.readline().decode(), end="", flush=True)
{then}
"""


def test_it_answers_and_ends_when_it_is_asked_to(tmp_path):
    assert run(tmp_path, "server.terminate(); server.communicate(); print('ended')") == ["answer to one", "ended"]


def test_its_caller_hears_that_it_is_gone(tmp_path):
    assert run(tmp_path, "os.kill(server.pid, 9); print(server.stdout.read())") == ["answer to one", "b''"]


@pytest.mark.parametrize("then", ["server.stdin.close(); os._exit(0)", "os._exit(0)"])
def test_its_caller_gone_it_ends_and_the_lock_of_the_run_is_free(tmp_path, then):
    assert run(tmp_path, then) == ["answer to one"]
    with (tmp_path / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def run(folder, then):
    """The lines that a caller prints; it has ended when the last one that may print has."""
    command = [sys.executable, "-c", CALLER.format(then=then), folder / "lock"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.splitlines()
