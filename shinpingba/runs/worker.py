"""A process for one task: what it says while it works, a limit to its time, and how it ended."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import monotonic
from typing import IO, Any

Say = Callable[[Any], None]

# arrow's allocator has a thread that jemalloc itself stops before a fork and starts again behind it
SAFE_THREADS = {"jemalloc_bg_thd"}


def fork_obstacle() -> str | None:
    """Why this process cannot be forked safely, None if it can: a lock held by another thread stays locked in the fork for ever."""
    if sys.platform != "linux":
        return "此系统不能安全地分叉进程"
    folders = (folder for folder in Path("/proc/self/task").iterdir() if folder.name != str(os.getpid()))
    names = {(folder / "comm").read_text(encoding="utf-8").strip() for folder in folders} - SAFE_THREADS
    if names:
        return f"当前进程有其他线程({'、'.join(sorted(names))};numpy 的线程可用 OPENBLAS_NUM_THREADS=1 免去),不能安全地分叉"
    return None


class Worker:
    """A process, and the process group it leads, at work on one task: a fork where that is safe, else a new interpreter.

    task      called in the process, with a function that sends a message to this side (never None)
    seconds   limit to its time, None for none
    """

    def __init__(self, task: Callable[[Say], None], seconds: float | None) -> None:
        context: Any = multiprocessing.get_context("spawn" if fork_obstacle() else "fork")
        self.pipe, theirs = context.Pipe(duplex=False)
        self.process = context.Process(target=_work, args=(task, theirs))
        self.process.start()
        theirs.close()
        _lead_group(self.process.pid)
        self.is_finished = self.has_broken_off = False
        self.seconds = seconds or float("inf")
        self.prolong()

    def prolong(self) -> None:
        """Give it its time once more, from now on."""
        self.deadline = monotonic() + self.seconds

    def said(self) -> Iterator[Any]:
        """Every message, until it has ended or its time is up."""
        while True:
            for _, message in listen([self]):
                if message is None:
                    return
                yield message

    def end(self) -> str | None:
        """End the process and all it started. Returns why it had not finished its task by then, None if it had."""
        is_late = not self.has_broken_off and monotonic() >= self.deadline
        # it is on its way out, and its exit code will say why
        if self.has_broken_off:
            self.process.join(timeout=1)
        _kill(self.process)
        self.pipe.close()
        if self.is_finished:
            return None
        return f"超过时限 {self.seconds:g} 秒" if is_late else _cause(self.process.exitcode)


def listen(workers: Collection[Worker], caller: IO[str] | None = None) -> Iterator[tuple[Worker, Any]]:
    """Wait until a worker says something; what was said, worker by worker. None if it has ended or its time is up: `end` it.

    caller   a pipe on which nothing comes while work is done
    errors   EOFError if the caller's pipe is closed
    """
    seconds = max(0.0, min(worker.deadline for worker in workers) - monotonic())
    watched = [*(worker.pipe for worker in workers), *([caller] if caller else [])]
    ready = wait(watched, None if seconds == float("inf") else seconds)
    if caller in ready:
        raise EOFError("the caller is gone")
    for worker in workers:
        if worker.pipe in ready:
            yield worker, _receive(worker)
        elif monotonic() >= worker.deadline:
            yield worker, None


def _receive(worker: Worker) -> Any:
    try:
        message = worker.pipe.recv()
    except (EOFError, OSError):
        worker.has_broken_off = True
        return None
    worker.is_finished = message is None
    return message


def _work(task: Callable[[Say], None], pipe: Connection) -> None:
    _lead_group(0)
    # nobody is there to answer a question
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    # forks of one process would otherwise all draw the same numbers
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    task(pipe.send)
    pipe.send(None)


def _lead_group(pid: int) -> None:
    """Make the process the leader of a group. Done on both sides of a fork, as either may be first."""
    with suppress(AttributeError, PermissionError, ProcessLookupError):
        os.setpgid(pid, pid)


def _kill(process: Any) -> None:
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.join()


def _cause(exit_code: int) -> str:
    if exit_code < 0:
        return f"进程被 {signal.Signals(-exit_code).name} 信号终止" + (
            "(可能内存不足)" if exit_code == -signal.SIGKILL else ""
        )
    return f"进程自行退出,代码 {exit_code}"
