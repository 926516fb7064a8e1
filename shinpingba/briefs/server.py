"""The process whose forks make briefs. `batch` starts it, gives it jobs on standard input and reads the outcomes."""

import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from time import monotonic
from typing import Any

from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode

from ..runs import kernel, shell
from ..runs.worker import Say, Worker, fork_obstacle, listen
from .batch import Job, Outcome
from .brief import BriefError, prepare, write_brief, write_failure

# how the notebook of a brief can be run, by the names that the command line has for it
RUNS = {"fork": shell.run, "nbclient": kernel.run}

# closed when the caller ends, in whatever way. Windows cannot wait for that.
CALLER = None if sys.platform == "win32" else sys.stdin

# so long the server waits for another batch; on a worker of a cluster nobody is left to end it
IDLE_SECONDS = 600


def serve(imported: Iterable[str], warm_up: Callable[[Job], None]) -> None:
    """Read batches from standard input until there are no more, and write every outcome to standard output as it comes.

    imported  modules to have in memory before a fork
    warm_up   called with the first job of a batch: what it leaves in memory, the forks of all jobs find there
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    outcomes = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    for name in imported:
        import_module(name)
    while batch := _next_batch():
        jobs, options = batch
        for job in jobs[:1]:
            warm_up(job)
        if obstacle := fork_obstacle():
            print(f"{obstacle},改由单独的内核进程运行。", file=sys.stderr)
            options["engine"] = "nbclient"
        with suppress(EOFError):
            for outcome in make(jobs, **options):
                pickle.dump(outcome, outcomes)
                outcomes.flush()


def make(jobs: list[Job], *, at_once: int, engine: str, seconds: float) -> Iterator[Outcome]:
    """Make briefs, so many at once, each in a worker of its own; one whose worker is killed is tried once more."""
    waiting = deque(_Run(job) for job in jobs)
    working: dict[Worker, _Run] = {}
    try:
        while waiting or working:
            while waiting and len(working) < at_once:
                run = waiting.popleft()
                run.begun = monotonic()
                working[Worker(partial(_make_brief, run.job, engine), seconds)] = run
            for worker, message in listen([*working], CALLER):
                if message is not None:
                    working[worker].hear(message)
                    continue
                run = working.pop(worker)
                killed = worker.end()
                if killed and not run.is_second:
                    waiting.append(_Run(run.job, is_second=True))
                else:
                    yield run.outcome(killed)
    finally:
        for worker in working:
            worker.end()


def _make_brief(job: Job, engine: str, say: Say) -> None:
    """Make one brief in the worker. Whatever goes wrong is this brief's own affair, and is said."""
    try:
        nb = prepare(job.notebook, job.parameters)
        say(nb)
        RUNS[engine](nb, lambda *note: say(note))
        write_brief(nb, job.out)
    except CellExecutionError as error:
        say(nb)
        say(f"{error.ename}: {error.evalue}")
    except BriefError as error:
        say(str(error))
    except DeadKernelError:
        # the kernel was this brief's process: it counts as killed itself, and is tried once more
        say("内核进程中途退出(可能内存不足)")
        sys.exit(1)
    except Exception as error:
        say(f"{type(error).__name__}: {error}")


def _next_batch() -> tuple[list[Job], dict[str, Any]] | None:
    if hasattr(signal, "alarm"):
        signal.alarm(IDLE_SECONDS)
    try:
        return pickle.load(sys.stdin.buffer)
    except EOFError:
        return None
    finally:
        if hasattr(signal, "alarm"):
            signal.alarm(0)


@dataclass(slots=True)
class _Run:
    """A job at work, as far as its worker has told."""

    job: Job
    is_second: bool = False
    begun: float = 0.0
    nb: NotebookNode | None = None
    number: int = 0
    cause: str | None = None

    def hear(self, message: Any) -> None:
        """Take in the notebook, a cell that starts, a cell that is done, or why the brief failed."""
        match message:
            case str():
                self.cause = message
            case NotebookNode():
                self.nb = message
            case (number, None):
                self.number = number
            case (number, cell) if self.nb:
                self.nb.cells[number] = cell

    def outcome(self, killed: str | None) -> Outcome:
        """What became of the job; the notebook of a failure is kept beside the brief that it was to become."""
        cause = self.cause or killed
        if cause and self.nb:
            cause = f"第 {self.number + 1} 格:{cause}"
            write_failure(self.nb, cause, self.job.out.parent / "failed", self.job.out.stem)
        return Outcome(self.job, monotonic() - self.begun, cause)
