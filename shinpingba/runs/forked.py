"""A fork of this process as a server: spoken to by its standard input and output, as a new process is."""

import atexit
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from .keeper import release_inherited


class ForkedServer:
    """A fork at work on a task, in a session of its own. It has what is used here of `subprocess.Popen`.

    It finds in memory all that this process has imported, and whatever else it has done; of its files it holds none.

    task   called in the fork, which ends with it: sys.stdin and sys.stdout are pipes, whose other ends are here
    """

    def __init__(self, task: Callable[[], None]) -> None:
        read, stdin = os.pipe()
        stdout, written = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if not self.pid:
            _serve(task, read, written)
        os.close(read)
        os.close(written)
        self.stdin, self.stdout = os.fdopen(stdin, "wb"), os.fdopen(stdout, "rb")

    def terminate(self) -> None:
        """Ask it to end."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)

    def communicate(self) -> None:
        """Wait for its end."""
        with suppress(BrokenPipeError):
            self.stdin.close()
        self.stdout.read()
        self.stdout.close()
        os.waitpid(self.pid, 0)


def _serve(task: Callable[[], None], read: int, written: int) -> NoReturn:
    try:
        os.setsid()
        release_inherited(read, written)
        os.dup2(read, 0)
        os.dup2(written, 1)
        os.close(read)
        os.close(written)
        sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        atexit._clear()
        task()
        os._exit(0)
    finally:
        os._exit(1)
