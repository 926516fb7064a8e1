"""The process in which a file is opened: one that is made to stall or to swell ends this process, and nothing else.

Every reader works there, on the bytes that the file had when they were read. The process imports no more than its reader
needs: a text is there in 0.1 seconds, a document of Word in 0.2.
"""

import logging
import pickle
import subprocess
import sys
from contextlib import suppress
from importlib import import_module
from tempfile import TemporaryFile
from types import ModuleType
from typing import NamedTuple

from ..document import MOST_CELLS, Document, Table
from ..errors import ReportError
from .progress import followed

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows
    resource = None


class _Bounds(NamedTuple):
    """What a reader may take.

    seconds   of the processor's time
    patience  seconds without a word from it, for a machine that has other things to do, and for Windows, which knows no other limit
    memory    MB that it may ask for
    """

    seconds: int
    patience: int
    memory: int


_BOUNDS = _Bounds(seconds=6, patience=60, memory=900)
# A page of a scan takes 15 seconds of the processor's time; libraries that recognise it ask for twice the memory they use.
_OF_SCANS = _Bounds(seconds=2 * 3600, patience=600, memory=3000)
_NEARLY = 0.8
_RSS = 1024 if sys.platform == "linux" else 1  # bytes that the system counts in
_OUT_OF_TIME = 24  # SIGXCPU, which Windows does not know
_START = f"import sys; sys.path[:] = sys.argv[1:]; from {__name__} import work; work()"


def opened(name: str, content: bytes, reader: str) -> Document:
    """Take a file apart in a process of its own.

    reader   a module here with `read(name, content) -> Document`
    errors   what the reader finds wrong; ReportError for whatever else it raises, for over 6 seconds of the processor's
             time or 900 MB of memory (a scan: 10 minutes a page, two hours in all and 3,000 MB), and for a document of over
             100,000 cells and paragraphs
    """
    bounds = _bounds_of(reader)
    with TemporaryFile() as task, TemporaryFile() as result:
        pickle.dump((name, content, reader), task)
        task.seek(0)
        command = [sys.executable, "-I", "-W", "ignore", "-c", _START, *sys.path]
        process = subprocess.Popen(command, stdin=task, stdout=result, stderr=subprocess.PIPE)
        place, is_late = followed(process, bounds.patience)
        if is_late or process.returncode == -_OUT_OF_TIME:
            raise _late(name, place, bounds)
        if process.returncode:
            raise ReportError(name, "", _within(bounds), "打开文件的进程意外中止(可能内存不够)")
        result.seek(0)
        found: Document | ReportError = pickle.load(
            result
        )  # from a process of ours, which runs nothing but the readers
    if isinstance(found, ReportError):
        raise found
    return found


def _bounds_of(reader: str) -> _Bounds:
    return _OF_SCANS if reader == "scan" else _BOUNDS


def _late(name: str, place: str, bounds: _Bounds) -> ReportError:
    """The error of a reader that took too long, with the place it said last."""
    reached = f"超时,只读到{place},请拆成几个文件" if place else "超时"
    return ReportError(name, "", f"{bounds.seconds}秒内能打开的文件", reached)


def _within(bounds: _Bounds) -> str:
    return f"用{bounds.memory}MB以内的内存能打开的文件"


def work() -> None:
    """In that process: a task from standard input, its result to standard output; how far it is to standard error."""
    name, content, reader = pickle.load(sys.stdin.buffer)
    logging.lastResort = None
    tell = logging.getLogger(__package__)
    tell.addHandler(logging.StreamHandler())
    tell.setLevel(logging.INFO)
    if reader != "scan":
        sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl imports it where it can, and does without
    bounds = _bounds_of(reader)
    _bound(bounds)
    sys.stdout.buffer.write(pickle.dumps(_result(name, content, reader, bounds)))


def _result(name: str, content: bytes, reader: str, bounds: _Bounds) -> Document | ReportError:
    before = _most_memory()
    try:
        document: Document = import_module(f".{reader}", __package__).read(name, content)
    except ReportError as error:
        return error
    except BaseException as error:  # libraries raise what they like, in English, and Rust's panics are no Exception
        if isinstance(error, MemoryError) or before < _most_memory() > _NEARLY * (bounds.memory << 20):
            return ReportError(name, "", _within(bounds), "内存不够")
        suffix = name.rpartition(".")[2].lower()
        return ReportError(name, "", f"完好的.{suffix}文件", "打不开的文件(已损坏,或是改了后缀的别种文件)")
    if (count := _size(document)) > MOST_CELLS:
        return ReportError(name, "", f"最多{MOST_CELLS}个单元格和段落", f"{count}个")
    return document


def _size(document: Document) -> int:
    """How many cells, paragraphs and headings a document has; a merged cell counts in every place."""
    return sum(sum(map(len, block.rows)) if isinstance(block, Table) else 1 for block in document.blocks)


def _most_memory() -> int:
    """The most memory in bytes that the process has held: near its limit not every library raises a MemoryError; 0 where it is not told.

    A new process begins with what the one held that started it (Linux), so only what it has grown to since says something.
    """
    return 0 if resource is None else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS


def _bound(bounds: _Bounds) -> None:
    """Limit the process's time and memory where the system can: Windows cannot, and macOS does not limit memory."""
    if resource is None:
        return
    limits = {"RLIMIT_CPU": bounds.seconds, "RLIMIT_AS": bounds.memory << 20, "RLIMIT_CORE": 0}
    for limit, most in limits.items():
        with suppress(ValueError, OSError):  # a limit that is there already is lower
            resource.setrlimit(getattr(resource, limit), (most, most + 1))  # the first is told, the second kills
