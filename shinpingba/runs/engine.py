"""The papermill engine `shinpingba-fork`: the notebook runs in a fork of the calling process, not in a kernel process.

    papermill --engine shinpingba-fork IN.ipynb OUT.ipynb -p NAME VALUE

Where a fork is not safe, or the notebook asks for another interpreter, a kernel process runs it, and a line says so.
papermill imports this module while it is itself imported, so whoever needs it imports papermill first.
"""

import sys
from functools import partial
from types import SimpleNamespace
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager
from papermill.log import logger
from tqdm import tqdm

from . import shell
from .kernel import PrivateKernelManager
from .worker import Say, Worker, fork_obstacle

# by which a kernel's specification calls the interpreter that reads it
OWN_NAMES = {sys.executable, "python", "python3", "python{}.{}".format(*sys.version_info)}


class ForkEngine(NBClientEngine):
    """papermill's engine for a notebook in a fork. Takes the options of papermill's own engine."""

    @classmethod
    def execute_notebook(cls, nb: NotebookNode, kernel_name: str, *args: Any, **options: Any) -> NotebookNode:
        """Run a notebook as papermill does, with a progress bar that starts no thread."""
        tqdm.monitor_interval = 0
        return super().execute_notebook(nb, kernel_name, *args, **options)

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> None:
        """Run the notebook and keep papermill's record of every cell.

        errors  DeadKernelError, which names the cell, where its process ends or it takes longer than `execution_timeout`
                seconds. What was done before it is in the notebook.
        """
        if obstacle := kernel_obstacle(kernel_name) or fork_obstacle():
            logger.warning("%s,改由单独的内核进程运行。", obstacle)
            super().execute_managed_notebook(
                nb_man, kernel_name, **{"kernel_manager_class": PrivateKernelManager} | options
            )
        else:
            _run_in_fork(nb_man, options)


def kernel_obstacle(kernel_name: str) -> str | None:
    """Why this process cannot stand in for the kernel, None if it can: the kernel is of another interpreter or language."""
    interpreter, *command = KernelSpecManager().get_kernel_spec(kernel_name).argv
    if interpreter in OWN_NAMES and command[:2] == ["-m", "ipykernel_launcher"]:
        return None
    return f"内核 {kernel_name} 不是当前的 Python"


def _run_in_fork(nb_man: NotebookExecutionManager, options: dict[str, Any]) -> None:
    worker = Worker(partial(_run, nb_man.nb), options.get("execution_timeout"))
    log = SimpleNamespace(
        log=logger, **{name: options.get(name) for name in ("log_output", "stdout_file", "stderr_file")}
    )
    number = 0
    try:
        for message in worker.said():
            match message:
                case (number, None):
                    worker.prolong()
                    nb_man.cell_start(nb_man.nb.cells[number], number)
                case (number, cell):
                    _take(nb_man.nb, number, cell)
                    nb_man.cell_complete(nb_man.nb.cells[number], number)
                    for output in cell.get("outputs", ()):
                        PapermillNotebookClient.log_output_message(log, output)
                case NotebookNode():
                    for place, cell in enumerate(message.cells):
                        _take(nb_man.nb, place, cell)
                    nb_man.nb.metadata.update(message.metadata | {"papermill": nb_man.nb.metadata.papermill})
                case str():
                    nb_man.cell_exception(nb_man.nb.cells[number], number)
    finally:
        cause = worker.end()
    if cause:
        nb_man.cell_exception(nb_man.nb.cells[number], number)
        raise DeadKernelError(f"第 {number + 1} 格:{cause}")


def _run(nb: NotebookNode, say: Say) -> None:
    """In the fork: say `(number, None)` before a cell and `(number, cell)` behind it, and the error if one fails.

    The whole notebook at the end, as a late cell can change the output of an early one.
    """
    try:
        shell.run(nb, lambda *note: say(note))
    except CellExecutionError as error:
        say(str(error))
    say(nb)


def _take(nb: NotebookNode, number: int, cell: NotebookNode) -> None:
    """Put a cell from the fork in its place; papermill's record of it is kept on this side."""
    cell.metadata["papermill"] = nb.cells[number].metadata["papermill"]
    nb.cells[number] = cell
