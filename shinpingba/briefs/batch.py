"""Many briefs at once, on all cores of this machine or on any executor; a brief that fails costs the run only itself."""

import gc
import logging
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from ..report.errors import ReportError
from ..runs.forked import ForkedServer
from ..runs.keeper import fork_obstacle

START = """
from shinpingba.briefs.batch import light_start
with light_start():
    from shinpingba.briefs.server import serve
    from shinpingba.briefs.warmth import PRELOADED, warm_up
serve({caller}, PRELOADED, warm_up)
"""

# numpy's own threads would make the server's forks unsafe, and its workers fight for the cores
SETTINGS = {"OPENBLAS_NUM_THREADS": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


@dataclass(frozen=True, slots=True)
class Job:
    """One brief to be made: notebook (its name or path), parameters, and the HTML file it becomes."""

    notebook: str | Path
    out: Path
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: the seconds it took, and the cause if it failed, with the cell; None if the brief is there."""

    job: Job
    seconds: float
    cause: str | None


def make_briefs(
    jobs: Iterable[Job],
    *,
    at_once: int | None = None,
    engine: str = "fork",
    seconds: float = 600,
    executor: Executor | None = None,
    is_own: bool = False,
) -> list[Outcome]:
    """Make every brief, and show how far it is: a bar on a terminal, else a line with the time for each brief.

    jobs       consumed while the workers start
    at_once    briefs at the same time on this machine; as many as it has cores if None
    engine     fork: each notebook in a fork of one preloaded process; nbclient: each in a kernel process
    seconds    limit to the time of one brief
    executor   any `concurrent.futures.Executor`, whose machines see the same folders, in place of this machine's cores
    is_own     this process has done nothing but this, so that a fork of it may make the briefs, and need import nothing anew
    returns    the outcomes in the order of the jobs. A brief is there whole or not at all; where one fails, an old one stays,
               and the notebook as far as it came and the cause are in `failed/` beside it.
    """
    options = {"engine": engine, "seconds": seconds}
    if executor is not None:
        jobs = [*jobs]
        return _shown(_submitted(executor, jobs, options), jobs)
    with Server(is_own=is_own) as server:
        jobs = [*jobs]
        return _shown(server.make(jobs, at_once=at_once or _cores(), **options), jobs)


@contextmanager
def cluster(address: str, *, seconds: float = 10) -> Iterator[Executor]:
    """The executor of a Dask cluster, for `make_briefs`; its machines have to see the same folders.

    address  of its scheduler, as in tcp://10.0.0.5:8786, which has so many seconds to answer
    errors   ReportError if nobody answers there, or Dask is not installed
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ReportError("集群", "", "装好的 dask:pip install 'shinpingba[cluster]'", "没有安装") from error
    try:
        client = Client(address, timeout=seconds)
    except (OSError, ValueError) as error:
        raise ReportError("集群", address, "可以连上的 Dask 调度器", str(error)) from error
    # a scheduler that goes is said in one line for each brief
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    with client:
        yield client.get_executor()


@contextmanager
def light_start() -> Iterator[None]:
    """For what a process of our own imports before it opens notebooks: no search for garbage, which all stays, and one import less.

    jsonschema would import rfc3987_syntax, which compiles a grammar, a second and more, for a check of addresses that nobody asks for.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    os.environ.update(SETTINGS)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


class Server:
    """The process whose forks make briefs: everything imported, a single thread. It ends when it is left, or has no caller."""

    def __init__(self, *, is_own: bool = False) -> None:
        self.process: ForkedServer | subprocess.Popen[bytes]
        if is_own and not fork_obstacle():
            self.process = ForkedServer(partial(_serve, os.getpid()))
            return
        # a session of its own: Ctrl-C reaches this process alone, which then stops the server and all that it has started
        self.process = subprocess.Popen(
            [sys.executable, "-c", START.format(caller=os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | SETTINGS,
            start_new_session=True,
        )

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.communicate()

    def make(self, jobs: list[Job], **options: Any) -> Iterator[Outcome]:
        """Each outcome as it comes. If the server itself is killed, the jobs that are left fail for that cause."""
        assert self.process.stdin
        assert self.process.stdout
        left = {job.out: job for job in jobs}
        try:
            pickle.dump((jobs, options), self.process.stdin)
            self.process.stdin.flush()
            while left:
                outcome = pickle.load(self.process.stdout)
                del left[outcome.job.out]
                yield outcome
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            yield from (_failed(job, "批处理进程被终止（可能内存不足）") for job in left.values())


def _serve(caller: int) -> None:
    exec(START.format(caller=caller), {})


def _failed(job: Job, cause: str) -> Outcome:
    """The outcome of a job that nobody could work on; it is kept as those are kept that failed at work."""
    from .brief import write_failure

    write_failure(None, cause, job.out)
    return Outcome(job, 0.0, cause)


_PATIENCE_SECONDS = 30.0  # Dask tries as long to reach its scheduler again
_CUT_OFF = "与集群的连接断了，没有做完"


def _submitted(
    executor: Executor, jobs: list[Job], options: dict[str, Any], *, is_second: bool = False
) -> Iterator[Outcome]:
    """The outcomes of jobs given to an executor. A job that is lost with its worker is given once more, but not if the cluster is gone."""
    futures = {executor.submit(_make_there, job, options): job for job in jobs}
    lost, is_gone = [], False
    try:
        for future in _as_they_come(executor, futures):
            if future.cancelled() or not future.done():
                is_gone = True
                yield _failed(futures[future], _CUT_OFF)
            elif not (error := future.exception()):
                yield future.result()
            elif is_second:
                yield _failed(futures[future], f"{type(error).__name__}: {error}")
            else:
                lost.append(futures[future])
    finally:
        for future in futures:
            future.cancel()
    if is_gone or not _is_connected(executor):  # nobody would ever answer
        yield from (_failed(job, _CUT_OFF) for job in lost)
    elif lost:
        yield from _submitted(executor, lost, options, is_second=True)


def _as_they_come(executor: Executor, futures: Iterable[Future[Outcome]]) -> Iterator[Future[Outcome]]:
    """Each future as it is done. Where the cluster is gone, those it left as they are: what it was about to send never comes."""
    left = {*futures}
    while left:
        done, left = wait(left, timeout=_PATIENCE_SECONDS, return_when=FIRST_COMPLETED)
        if not done and not _is_connected(executor):
            done, left = left, set()
        yield from done


def _is_connected(executor: Executor) -> bool:
    """Whether the scheduler of a cluster can be reached; an executor of this machine has none."""
    client = getattr(executor, "_client", None)
    return client is None or client.status == "running"


_here = threading.local()


def _make_there(job: Job, options: dict[str, Any]) -> Outcome:
    """Make one brief on a worker of an executor, by a server that stays for the next one."""
    if not hasattr(_here, "server") or _here.server.process.poll() is not None:
        _here.server = Server()
    [outcome] = _here.server.make([job], at_once=1, **options)
    return outcome


def _shown(outcomes: Iterator[Outcome], jobs: list[Job]) -> list[Outcome]:
    """The outcomes in the order of the jobs, each shown as it comes."""
    came = {}
    with tqdm(total=len(jobs), disable=None, bar_format="{bar} {n}/{total} 份，还需 {remaining}") as bar:
        for outcome in outcomes:
            came[outcome.job.out] = outcome
            line = f"{outcome.job.out} {outcome.cause or f'{outcome.seconds:.1f} 秒'}"
            if bar.disable:
                print(f"{datetime.now():%Y-%m-%d %H:%M:%S} {line}", file=sys.stderr, flush=True)
            elif outcome.cause:
                bar.write(line, file=sys.stderr)
            bar.update()
    return [came[job.out] for job in jobs]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
