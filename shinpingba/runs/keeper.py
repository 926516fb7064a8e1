"""Processes that end with the one that started them, in whatever way that ends, and with all that they have started."""

import atexit
import ctypes
import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

# arrow's allocator has a thread that jemalloc itself stops before a fork and starts again behind it
SAFE_THREADS = {"jemalloc_bg_thd"}

# prctl(2): a signal when the parent dies; to be the new parent of what its own descendants leave behind
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


def fork_obstacle() -> str | None:
    """Why this process cannot be forked safely, None if it can: a lock held by another thread stays locked in the fork for ever."""
    if sys.platform != "linux":
        return "此系统不能安全地分叉进程"
    folders = (folder for folder in Path("/proc/self/task").iterdir() if folder.name != str(os.getpid()))
    names = {(folder / "comm").read_text(encoding="utf-8").strip() for folder in folders} - SAFE_THREADS
    if names:
        return f"当前进程有其他线程（{'、'.join(sorted(names))}；numpy 的线程可用 OPENBLAS_NUM_THREADS=1 免去），不能安全地分叉"
    return None


class KeptFork:
    """A fork at work on a task, and a keeper between the two that ends it, and all it has started, daemons too.

    The keeper does so when the task is done, when it is let go, and when this process ends, in whatever way.

    task     called in the fork, which ends with it
    errors   RuntimeError where `fork_obstacle` names one
    """

    def __init__(self, task: Callable[[], None]) -> None:
        if obstacle := fork_obstacle():
            raise RuntimeError(obstacle)
        caller, self.line = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if not self.pid:
            _keep(task, caller)
        os.close(caller)
        self.ended = os.pidfd_open(self.pid)
        self.exit_code: int | None = None

    def poll(self) -> int | None:
        """None while it runs; then its exit code, or the signal that ended it as a negative number."""
        if self.exit_code is None and select.select([self.ended], [], [], 0)[0]:
            self.exit_code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            os.close(self.ended)
            self.let_go()
        return self.exit_code

    def signal(self, number: int) -> None:
        """Send a signal to the task and the processes of its session, but not to the keeper."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def let_go(self) -> None:
        """Have it ended."""
        if self.line >= 0:
            os.close(self.line)
            self.line = -1


def _keep(task: Callable[[], None], caller: int) -> NoReturn:
    """The keeper: of all that it inherited, it keeps the end of a pipe that tells when the caller lets go or is gone."""
    try:
        os.setsid()
        release_inherited(caller)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
        keeper, pid = os.getpid(), os.fork()
        if not pid:
            end_with(keeper)
            _perform(task)
        select.select([os.pidfd_open(pid), caller], [], [])
        os.kill(pid, signal.SIGKILL)
        status = os.waitpid(pid, 0)[1]
        _end_children()
        _die_as(status)
    finally:
        os._exit(1)


def _perform(task: Callable[[], None]) -> None:
    """Do the task with signals as a new process has them, and at its end nothing that the caller wants to be done at its own."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    atexit._clear()
    # forks of one process would otherwise all draw the same numbers
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    try:
        task()
    finally:
        atexit._run_exitfuncs()
    os._exit(0)


def release_inherited(*kept: int) -> None:
    """Let go of every file that a fork has inherited, for a lock or a pipe is held as long as one process holds it.

    Each is replaced by the null device, so that its owner in the fork's memory may still close it.
    """
    null = os.open(os.devnull, os.O_RDWR)
    for number in [int(path.name) for path in Path("/proc/self/fd").iterdir()]:
        if number > 2 and number not in (null, *kept):
            with suppress(OSError):
                os.dup2(null, number, inheritable=False)
    os.dup2(null, 0)
    os.close(null)


def end_with(parent: int) -> None:
    """Have this process killed when its parent, of that id, ends, which may just have happened. Only Linux can do that."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def _end_children() -> None:
    """Kill every child of this process, and those that its children leave to it."""
    with suppress(ChildProcessError):
        while True:
            pid, _ = os.waitpid(-1, os.WNOHANG)
            for child in () if pid else _children():
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _children() -> list[int]:
    """The ids of this process's children; the parent is the second word behind the name in brackets."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if path.read_bytes().rpartition(b")")[2].split()[1] == b"%d" % os.getpid():
                found.append(int(path.parent.name))
    return found


def _die_as(status: int) -> None:
    """End as the process of this status did."""
    if os.WIFEXITED(status):
        os._exit(os.WEXITSTATUS(status))
    number = os.WTERMSIG(status)
    if number != signal.SIGKILL:
        import resource  # Windows has none, and no fork

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def how_ended(exit_code: int) -> str:
    """How a process ended, in words: by a signal, which is a negative exit code, or by itself."""
    if exit_code >= 0:
        return f"进程自行退出，代码 {exit_code}"
    memory = "（可能内存不足）" if exit_code == -signal.SIGKILL else ""
    return f"进程被 {signal.Signals(-exit_code).name} 信号终止{memory}"
