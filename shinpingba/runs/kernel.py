"""A notebook run in a kernel process, the way of all of Jupyter, but without its TCP ports."""

import sys
import tempfile
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode

from .shell import Note


def run(nb: NotebookNode, note: Note) -> None:
    """Run every cell of the notebook in a kernel process; otherwise as `shell.run`, with the same result."""
    client = NotebookClient(
        nb,
        kernel_manager_class=PrivateKernelManager,
        shutdown_kernel="immediate",
        on_cell_start=lambda cell, cell_index: note(cell_index, None),
        on_cell_executed=lambda cell, cell_index, execute_reply: note(cell_index, cell),
    )
    client.execute()


class PrivateKernelManager(AsyncKernelManager):
    """A kernel process spoken to through files in a folder of its own.

    The usual TCP ports are looked up free, closed, and opened again by the kernel; two at a time lose kernels that way.
    """

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        if sys.platform != "win32":
            # short: a socket's path has at most 107 characters. It goes with this manager, also where nobody cleans up a dead kernel.
            self.folder = tempfile.TemporaryDirectory(prefix="k")
            self.transport, self.ip = "ipc", f"{self.folder.name}/s"

    async def cleanup_resources(self, restart: bool = False) -> None:  # type: ignore[override]
        """Remove the folder too."""
        await super().cleanup_resources(restart)
        if self.transport == "ipc" and not restart:
            self.folder.cleanup()
