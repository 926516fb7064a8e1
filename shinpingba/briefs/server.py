"""The process whose forks make briefs. `batch` starts it, gives it jobs on standard input and reads the outcomes."""

import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.iorw import load_notebook_node

from ..drafts import reason
from ..runs.inside import UnfitError, is_plain, run_inside
from ..runs.keeper import end_with, fork_obstacle
from ..runs.kernel import PrivateKernelManager, manager_for, run
from ..runs.worker import Worker, wait_for_some
from .batch import Job, Outcome
from .brief import BriefError, find_notebook, prepare, write_brief, write_failure

# closed when the caller ends, in whatever way. Windows cannot wait for that.
CALLER = None if sys.platform == "win32" else sys.stdin

PACKAGE = __name__.partition(".")[0]

# so long the server waits for another batch; on a worker of a cluster nobody is left to end it
IDLE_SECONDS = 600


class Made(NamedTuple):
    """What became of one try: the cause if it failed, and whether another try may do better, as after the death of a process."""

    cause: str | None
    is_lost: bool = False


def serve(caller: int, imported: Iterable[str], warm_up: Callable[[Job], None]) -> None:
    """Read batches from standard input until there are no more, and write every outcome to standard output as it comes.

    caller    id of the process that gives the batches, with which this one ends
    imported  modules to have in memory before a fork
    warm_up   called with the first job of a batch: what it leaves in memory, the forks of all jobs find there
    """
    end_with(caller)
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
            print(f"{obstacle}，改由单独的内核进程运行。", file=sys.stderr)
            options["engine"] = "nbclient"
        with suppress(EOFError):
            for outcome in make(jobs, **options):
                pickle.dump(outcome, outcomes)
                outcomes.flush()


def make(jobs: list[Job], *, at_once: int, engine: str, seconds: float) -> Iterator[Outcome]:
    """Make briefs, so many at once, each in a worker of its own; one of which a process is killed is tried once more."""
    tries = {notebook: _tries(notebook, engine) for notebook in {job.notebook for job in jobs}}
    waiting = deque((job, tries[job.notebook]) for job in jobs)
    working: dict[Worker, tuple[Job, list[str], float]] = {}
    try:
        while waiting or working:
            while waiting and len(working) < at_once:
                job, (way, *others) = waiting.popleft()
                working[Worker(partial(_make_brief, job, way, seconds))] = job, others, monotonic()
            for worker in wait_for_some([*working], CALLER):
                job, others, begun = working.pop(worker)
                made = _result(worker, job)
                if made.is_lost and others:
                    waiting.append((job, others))
                else:
                    yield Outcome(job, monotonic() - begun, made.cause)
    finally:
        for worker in working:
            worker.end()


def _tries(notebook: str | Path, engine: str) -> list[str]:
    """By which engines a notebook is tried. One that only names our blocks needs no kernel, unless something goes wrong."""
    with suppress(Exception):  # what is wrong with a notebook its worker says
        if engine == "fork" and is_plain(load_notebook_node(str(find_notebook(notebook))), {PACKAGE}):
            return ["inside", engine]
    return [engine, engine]


def _result(worker: Worker, job: Job) -> Made:
    made, death = worker.result()
    if death is None:
        return made
    write_failure(None, death, job.out)
    return Made(death, is_lost=True)


def _make_brief(job: Job, engine: str, seconds: float) -> Made:
    """Make one brief, in the worker. Whatever goes wrong is this brief's own affair; what there is of it is kept."""
    nb, begun, is_lost = None, [0], False
    try:
        nb = prepare(job.notebook, job.parameters)
        _run(nb, engine, seconds, begun.append)
        begun.clear()
        write_brief(nb, job.out)
    except CellExecutionError as error:
        cause = f"{error.ename}: {error.evalue}"
    except CellTimeoutError:
        cause = f"超过时限 {seconds:g} 秒"
    except DeadKernelError as error:
        cause, is_lost = str(error), True
    except UnfitError as error:
        return Made(str(error), is_lost=True)
    except BriefError as error:
        cause = str(error)
    except OSError as error:
        cause = reason(error)
    except Exception as error:
        cause = f"{type(error).__name__}: {error}"
    else:
        return Made(None)
    if nb and begun:
        cause = f"第 {begun[-1] + 1} 格：{cause}"
    write_failure(nb, cause, job.out)
    return Made(cause, is_lost)


def _run(nb: NotebookNode, engine: str, seconds: float, begins: Callable[[int], None]) -> None:
    if engine == "inside":
        run_inside(nb, seconds)
    else:
        run(nb, _manager(nb, engine), seconds=seconds, begins=begins)


def _manager(nb: NotebookNode, engine: str) -> type[PrivateKernelManager]:
    if engine == "nbclient":
        return PrivateKernelManager
    return manager_for(nb.metadata.kernelspec.name, partial(print, file=sys.stderr))


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
