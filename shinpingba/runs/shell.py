"""A notebook run by an IPython kernel inside this process, with nothing between the kernel and its client.

The kernel is ipykernel's and the client is nbclient's, as everywhere in Jupyter; only the sockets, ports and threads
between the two are replaced by queues. A run gives what a kernel process gives, without the start of one. It takes the
process over (its standard streams, its `__main__`), so it belongs into a process made for it: see `worker`.
"""

import asyncio
import codecs
import io
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from queue import Empty
from types import SimpleNamespace
from typing import Any

import traitlets
import zmq
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelbase import Kernel
from jupyter_client.client import KernelClient
from jupyter_client.session import Session
from nbclient import NotebookClient
from nbformat import NotebookNode
from tornado.ioloop import IOLoop
from traitlets.config import Config

Note = Callable[[int, NotebookNode | None], None]


def run(nb: NotebookNode, note: Note) -> None:
    """Run every cell of the notebook, in this process, and put the outputs into it.

    nb       changed in place: outputs, counts, the state of widgets
    note     called with (number, None) before a cell runs and with (number, cell) behind it, also if it failed
    errors   nbclient's CellExecutionError at the first cell that raises and is not tagged `raises-exception`
    """
    asyncio.run(_run(nb, note))


async def _run(nb: NotebookNode, note: Note) -> None:
    client = NotebookClient(nb)
    client.kc = _kernel_client()
    for number, cell in enumerate(nb.cells):
        note(number, None)
        try:
            await client.async_execute_cell(cell, number)
        finally:
            note(number, cell)
    nb.metadata["language_info"] = IPythonKernel.language_info
    client.set_widgets_metadata()


class _Channel:
    """What a kernel writes to as to a socket, and nbclient reads from as from a channel."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.loop = asyncio.get_running_loop()
        self.messages: asyncio.Queue[list[bytes]] = asyncio.Queue()

    def send_multipart(self, parts: list[bytes], **_: Any) -> None:
        """Take a message; any thread may call it, for a notebook's own threads print and display too."""
        self.loop.call_soon_threadsafe(self.messages.put_nowait, parts)

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """The next message; errors Empty where none comes in `timeout` seconds."""
        try:
            parts = await asyncio.wait_for(self.messages.get(), timeout)
        except TimeoutError:
            raise Empty from None
        return self.session.deserialize(self.session.feed_identities(parts)[1])


class _Requests(_Channel):
    """The channel that takes requests to the kernel and brings its replies."""

    def send(self, message: dict[str, Any]) -> None:
        """Hand the kernel a request, which runs beside the one who waits for its replies."""
        parts = [zmq.Frame(part) for part in self.session.serialize(message)]
        self.request = self.loop.create_task(Kernel.instance().shell_main(None, parts))


class _Client(KernelClient):
    """A client of the kernel in its own process, which dies only by an error of its own."""

    allow_stdin = False
    shell_channel: Any = traitlets.Any()
    iopub_channel: Any = traitlets.Any()

    def is_alive(self) -> bool:
        """Whether the request at work has not ended in an error of the kernel's own."""
        request = self.shell_channel.request
        return not (request.done() and request.exception())


class _Kernel(IPythonKernel):
    """A kernel that gets one request at a time: after an error there is no queue of requests to drop."""

    shell_stream: Any = traitlets.Any()
    _supports_kernel_subshells = False

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        pass


class _Stream(io.TextIOWrapper):
    """Standard output or error as a file without a name, read back wherever a kernel would send what was printed.

    Whatever writes to the descriptor is caught, in the order written: print, C code, child processes.
    """

    def __init__(self, name: str, descriptor: int) -> None:
        with tempfile.TemporaryFile("ab+") as file:
            os.dup2(file.fileno(), descriptor)
        super().__init__(io.FileIO(descriptor, "ab", closefd=False), encoding="utf-8", write_through=True)  # type: ignore[type-var]
        self.title, self.place = name, 0
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def flush(self) -> None:
        """Send what was written to the file since the last time to the notebook."""
        written = os.pread(self.fileno(), os.fstat(self.fileno()).st_size - self.place, self.place)
        self.place += len(written)
        if text := self.decoder.decode(written):
            kernel = Kernel.instance()
            kernel.send_response(kernel.iopub_socket, "stream", {"name": self.title, "text": text})


def _kernel_client() -> _Client:
    """A new kernel in this process, with the standard streams in its hands, and a client of it."""
    session = Session()
    client = _Client(session=session, shell_channel=_Requests(session), iopub_channel=_Channel(session))
    settings = Config(HistoryManager={"enabled": False})
    kernel = _Kernel.instance(
        config=settings,
        log=logging.getLogger(__name__),
        session=session,
        shell_stream=client.shell_channel,
        shell_channel_thread=SimpleNamespace(parent_thread=threading.current_thread()),
        iopub_socket=client.iopub_channel,
    )
    kernel.io_loop = IOLoop.current()
    # as in a kernel process: no log handlers but the notebook's own, modules beside it can be imported, matplotlib draws inline
    logging.basicConfig(handlers=[], level=logging.WARNING, force=True)
    if "" not in sys.path:
        sys.path.insert(0, "")
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    sys.stdout, sys.stderr = _Stream("stdout", 1), _Stream("stderr", 2)
    return client
