"""The kernel that runs a notebook: as everywhere in Jupyter, but reached without TCP ports, and forked where that is safe.

The kernel is ipykernel's and its client is nbclient's. Only how the kernel's process comes to be is ours, and how it ends.
"""

import asyncio
import logging
import os
import shutil
import signal
import sys
import tempfile
import weakref
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import zmq
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode

from .client import LOOK_AGAIN, PromptClient
from .keeper import KeptFork, fork_obstacle, how_ended
from .streams import OutStream, add_last_words

# by which a kernel's specification calls the interpreter that reads it
OWN_NAMES = {sys.executable, "python", "python3", "python{}.{}".format(*sys.version_info)}
LAUNCHER = "ipykernel_launcher"


def run(
    nb: NotebookNode,
    manager: type["PrivateKernelManager"],
    *,
    seconds: float | None = None,
    begins: Callable[[int], None] = lambda number: None,
) -> None:
    """Run every cell of a notebook, and put outputs, counts and the state of widgets into it as they come.

    manager  PrivateKernelManager or ForkKernelManager
    seconds  limit to the time of the whole run
    begins   called with the number of each cell before it runs
    errors   nbclient's: CellExecutionError at the first cell that raises and may not, CellTimeoutError at the limit,
             DeadKernelError, which says how the kernel ended
    """
    kernel = manager(kernel_name=nb.metadata.kernelspec.name)
    begun = [0]

    def begin(cell: NotebookNode, cell_index: int) -> None:
        """Tell the number of the cell that begins, and keep it for what ends the kernel."""
        begun.append(cell_index)
        begins(cell_index)

    left = _left(monotonic() + seconds) if seconds else None
    client = NotebookClient(nb, km=kernel, shutdown_kernel="immediate", timeout_func=left, on_cell_start=begin)
    try:
        client.execute(cleanup_kc=True)
    except DeadKernelError as error:
        raise DeadKernelError(kernel.last(nb.cells[begun[-1]])) from error


def _left(until: float) -> Callable[[NotebookNode], float]:
    """The limit of each cell: the seconds that are left of the whole run when it begins."""
    return lambda _: max(0.001, until - monotonic())


def manager_for(kernel_name: str, warn: Callable[[str], None]) -> type["PrivateKernelManager"]:
    """How the kernel of that name comes to be: by a fork of this process where that is safe, else as a process of its own.

    warn    called with a line that says why it is no fork
    errors  jupyter_client's NoSuchKernel
    """
    spec = PrivateKernelManager(kernel_name=kernel_name).kernel_spec
    is_own = spec is not None and spec.argv[0] in OWN_NAMES and LAUNCHER in spec.argv
    obstacle = fork_obstacle() if is_own else f"内核 {kernel_name} 不是当前的 Python"
    if obstacle:
        warn(f"{obstacle}，改由单独的内核进程运行。")
        return PrivateKernelManager
    return ForkKernelManager


class PrivateKernelManager(AsyncKernelManager):
    """A kernel process spoken to through files in a folder of its own.

    The usual TCP ports are looked up free, closed, and opened again by the kernel; two at a time lose kernels that way.
    """

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.client_factory = PromptClient
        self.context.setsockopt(zmq.RECONNECT_IVL, LOOK_AGAIN)
        # short: a socket's path has at most 107 characters
        self.folder = Path(tempfile.mkdtemp(prefix="k"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        if sys.platform != "win32":
            self.transport, self.ip = "ipc", f"{self.folder}/s"

    def last(self, cell: NotebookNode) -> str:
        """How the process of a dead kernel ended, in words; what the cell it died in printed last is put into that."""
        return "内核进程中途退出（可能内存不足）"


class ForkKernelManager(PrivateKernelManager):
    """A kernel that is a fork of this process, with all that this process has imported. It is no kernel of another language."""

    async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]
        """Fork the kernel. Errors: RuntimeError where `fork_obstacle` names one."""
        self.provisioner = ForkProvisioner(kernel_spec=self.kernel_spec, parent=self)
        await super().start_kernel(**options)

    def last(self, cell: NotebookNode) -> str:
        """How the kernel ended: by a signal, or with which exit code; and the last words of the cell."""
        assert isinstance(self.provisioner, ForkProvisioner)
        add_last_words(cell, self.folder)
        return how_ended(self.provisioner.exit_code or 0)


class ForkProvisioner(LocalProvisioner):
    """The process of a kernel: a fork with its keeper."""

    process: KeptFork | None = None  # type: ignore[assignment]
    exit_code: int | None = None

    async def launch_kernel(self, cmd: list[str], **options: Any) -> Any:
        """Fork; the options are those of a process: `cwd`, `env`."""
        import ipykernel.kernelapp  # noqa: F401  here, so that the forks to come find it in memory

        arguments = cmd[cmd.index(LAUNCHER) + 1 :]
        self.cwd = options.get("cwd") or Path.cwd()
        assert isinstance(self.parent, ForkKernelManager)
        OutStream.folder = self.parent.folder
        self.process = KeptFork(partial(_serve, arguments, self.cwd, options["env"]))
        self.pid = self.pgid = self.process.pid
        return self.connection_info

    async def poll(self) -> int | None:
        """None while the kernel runs, else how it ended."""
        self.exit_code = self.process.poll() if self.process else self.exit_code or 0
        return self.exit_code

    async def wait(self) -> int | None:
        """Wait for its end."""
        while await self.poll() is None:
            await asyncio.sleep(0.005)
        self.process = None
        return self.exit_code

    async def send_signal(self, signum: int) -> None:
        """Interrupt the kernel, or end it with all it has started."""
        if not self.process:
            return
        if signum not in (signal.SIGKILL, signal.SIGTERM):
            self.process.signal(signum)
            return
        self.process.let_go()
        while await self.poll() is None:
            await asyncio.sleep(0.005)


def _serve(arguments: list[str], folder: Path, env: dict[str, str]) -> None:
    """Be the kernel, in the fork, as `python -m ipykernel_launcher` is in a new process."""
    from ipykernel.kernelapp import IPKernelApp
    from IPython.core.interactiveshell import InteractiveShell

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = [LAUNCHER, *arguments]
    asyncio.set_event_loop(asyncio.new_event_loop())
    if InteractiveShell.initialized():  # the caller's: a kernel has its own
        type(InteractiveShell.instance()).clear_instance()
    # a new process has no log handlers yet
    logging.basicConfig(handlers=[], level=logging.WARNING, force=True)
    # 1: the keeper watches over this process, no thread of its own need do so
    app = IPKernelApp.instance(parent_handle=1, outstream_class=f"{OutStream.__module__}.OutStream")
    app.initialize(arguments)
    app.start()
