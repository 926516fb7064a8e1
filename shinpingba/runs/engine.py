"""The papermill engine `shinpingba-fork`: papermill's own, with a kernel that is a fork of the calling process.

    papermill --engine shinpingba-fork IN.ipynb OUT.ipynb -p NAME VALUE

Where a fork is not safe, or the notebook asks for another interpreter, a kernel process runs it, and a line says so.
papermill imports this module while it is itself imported, so whoever needs it imports papermill first.
"""

from collections.abc import Iterable
from inspect import signature
from keyword import iskeyword
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NBClientEngine, NotebookExecutionManager
from papermill.log import logger
from tqdm import tqdm

from .kernel import PrivateKernelManager, manager_for

# what papermill's own engine takes by name, and what it hands on to nbclient
OPTIONS = {
    *signature(Engine.execute_notebook).parameters,
    *signature(NBClientEngine.execute_managed_notebook).parameters,
    *(name for name in PapermillNotebookClient.class_trait_names() if not name.startswith("_")),
    "input_path",
    "km",
} - {"nb", "nb_man", "kwargs", "config", "parent", "log"}


class ForkEngine(NBClientEngine):
    """papermill's engine for a notebook in a fork. Takes the options of papermill's own engine and of nbclient."""

    @classmethod
    def execute_notebook(cls, nb: NotebookNode, kernel_name: str, *args: Any, **options: Any) -> NotebookNode:
        """Run a notebook as papermill does, with a progress bar that starts no thread.

        errors  ValueError for an option that there is not, and for a parameter whose name is none
        """
        _refuse_options(options)
        _refuse_names(nb.metadata.papermill.get("parameters", ()))
        tqdm.monitor_interval = 0
        return super().execute_notebook(nb, kernel_name, *args, **options)

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        start_timeout: float = 60,
        execution_timeout: float | None = None,
        km: Any = None,
        kernel_manager_class: Any = None,
        input_path: Any = None,
        **options: Any,
    ) -> None:
        """Run the notebook and keep papermill's record of every cell.

        start_timeout, execution_timeout  seconds to wait for the kernel, and for a cell
        km, kernel_manager_class          a kernel of the caller's in place of ours
        errors                            DeadKernelError where the kernel ends, CellTimeoutError where a cell takes too long; both
                                          name the cell, and what was done before, and printed in it, is in the notebook
        """
        kernel = km or (kernel_manager_class or manager_for(kernel_name, logger.warning))(kernel_name=kernel_name)
        options |= {"startup_timeout": start_timeout, "timeout": execution_timeout or options.get("timeout")}
        client = PapermillNotebookClient(nb_man, km=kernel, kernel_name=kernel_name, log=logger, **options)
        try:
            client.execute(cleanup_kc=km is None)
        except (DeadKernelError, CellTimeoutError) as error:
            number = _last_begun(nb_man)
            nb_man.cell_exception(nb_man.nb.cells[number], number)
            cause = _cause(error, kernel, nb_man.nb.cells[number], options["timeout"])
            raise type(error)(f"第 {number + 1} 格：{cause}") from error


def _refuse_options(options: Iterable[str]) -> None:
    if unknown := sorted(set(options) - OPTIONS):
        raise ValueError(f"引擎没有选项 {'、'.join(unknown)}；可用的有 {'、'.join(sorted(OPTIONS))}")


def _refuse_names(names: Iterable[str]) -> None:
    """The notebook's code assigns to these names; what is no name would be code."""
    for name in names:
        if not name.isidentifier() or iskeyword(name):
            raise ValueError(f"参数名 {name!r} 不是变量名")


def _last_begun(nb_man: NotebookExecutionManager) -> int:
    begun = [number for number, cell in enumerate(nb_man.nb.cells) if cell.metadata.papermill["start_time"]]
    return begun[-1]


def _cause(error: Exception, kernel: Any, cell: NotebookNode, seconds: float | None) -> str:
    if isinstance(error, CellTimeoutError):
        return f"超过时限 {seconds:g} 秒"
    return kernel.last(cell) if isinstance(kernel, PrivateKernelManager) else "内核进程中途退出"
