"""A process for one task, of which it tells the result; it may be killed, and it ends with the process that started it."""

import multiprocessing
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import IO, Any

from .keeper import end_with, fork_obstacle, how_ended, release_inherited

Task = Callable[[], Any]


class Worker:
    """A process at work on one task: a fork where that is safe, else a new interpreter.

    task     called in the process; what it returns comes to this side
    """

    def __init__(self, task: Task) -> None:
        is_fork = fork_obstacle() is None
        context: Any = multiprocessing.get_context("fork" if is_fork else "spawn")
        self.pipe, theirs = context.Pipe(duplex=False)
        self.process = context.Process(target=_work, args=(task, theirs, os.getpid(), is_fork))
        self.process.start()
        theirs.close()

    def result(self) -> tuple[Any, str | None]:
        """What the task returned, once it has; and if its process ended before, None and how."""
        try:
            return self.pipe.recv(), None
        except (EOFError, OSError):
            self.process.join()
            return None, how_ended(self.process.exitcode)
        finally:
            self.end()

    def end(self) -> None:
        """End the process."""
        self.pipe.close()
        self.process.kill()
        self.process.join()


def wait_for_some(workers: Collection[Worker], caller: IO[str] | None = None) -> Iterator[Worker]:
    """Wait until some of the workers have finished, or are gone.

    caller   a pipe on which nothing comes while work is done
    errors   EOFError if the caller's pipe is closed
    """
    watched: list[Connection | int] = [worker.pipe for worker in workers]
    if caller:
        watched.append(caller.fileno())
    ready = wait(watched)
    if caller and caller.fileno() in ready:
        raise EOFError("the caller is gone")
    return (worker for worker in workers if worker.pipe in ready)


def _work(task: Task, pipe: Connection, parent: int, is_fork: bool) -> None:
    end_with(parent)
    if is_fork:
        release_inherited(pipe.fileno())
    with suppress(BrokenPipeError):
        pipe.send(task())
