"""A notebook run in this process, by IPython's shell alone: no kernel, no second process, no messages. For a fork that ends with it.

For plain notebooks only: those whose code imports nothing but packages that are known to print, show and return. Whatever a shell
cannot do as a kernel does (a widget, an update of what is shown, an error that is to be kept) ends the run, and a kernel takes over.
"""

import ast
import io
import os
import signal
from collections.abc import Collection
from contextlib import redirect_stderr, redirect_stdout
from math import ceil
from pathlib import Path
from typing import Any, NoReturn

from IPython.core.application import ENV_CONFIG_DIRS, SYSTEM_CONFIG_DIRS
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.session import json_packer, json_unpacker
from nbformat import NotebookNode, from_dict
from traitlets import Type
from traitlets.config import Config

WIDGET = "application/vnd.jupyter.widget-view+json"
NOT_PLAIN = {"get_ipython", "__import__", "exec", "eval", "open", "input"}


class UnfitError(RuntimeError):
    """What this notebook does needs a kernel."""


def is_plain(nb: NotebookNode, packages: Collection[str]) -> bool:
    """Whether a notebook's code imports some of these packages and nothing else, and has no magics and no tags that steer a run.

    None is where a kernel would first run code of its user's.
    """
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    steered = {"raises-exception", "skip-execution"}
    if _has_start() or any(steered & {*cell.metadata.get("tags", ())} for cell in code):
        return False
    try:
        nodes = [node for cell in code for node in ast.walk(ast.parse(cell.source))]
    except SyntaxError:  # a line with a magic, as in %matplotlib inline
        return False
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    named = {name.partition(".")[0] for node in nodes for name in _imported(node) if name != "IPython.display"}
    return not used & NOT_PLAIN and bool(named) and named <= {*packages}


def _has_start() -> bool:
    """Whether a kernel reads settings or runs files before it runs a notebook: those of IPython's profile, or PYTHONSTARTUP."""
    profile: Any = Shell.instance().profile_dir
    folders = [*map(str, [*SYSTEM_CONFIG_DIRS, *ENV_CONFIG_DIRS]), profile.location]
    settings = [path for folder in folders for path in Path(folder).glob("ipython*_config.*")]
    return bool(settings or [*Path(profile.startup_dir).glob("*py")] or os.environ.get("PYTHONSTARTUP"))


def _imported(node: ast.AST) -> list[str]:
    """The modules that a statement imports: pandas of `import pandas as pd`, IPython.display of `from IPython.display import HTML`."""
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    return [node.module or "."] if isinstance(node, ast.ImportFrom) else []


def run_inside(nb: NotebookNode, seconds: float) -> None:
    """Run every cell of a plain notebook and put its outputs and counts into it, as a kernel and its client would.

    seconds  limit to the time of the run: SIGALRM then ends this process
    errors   UnfitError at the first cell that raises, or does what only a kernel can
    """
    shell = Shell.instance()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(ceil(seconds))
    for cell in nb.cells:
        if cell.cell_type == "code" and cell.source.strip():
            shell.outputs = cell.outputs = []
            with redirect_stdout(_Stream(shell, "stdout")), redirect_stderr(_Stream(shell, "stderr")):
                result = shell.run_cell(cell.source, store_history=True)
            if not result.success or shell.refused:
                raise UnfitError(shell.refused) from result.error_before_exec or result.error_in_exec
            cell.execution_count = result.execution_count
    signal.alarm(0)


class _Publisher(DisplayPublisher):
    shell: "Shell"

    def publish(
        self, data: Any, metadata: Any = None, *_: Any, transient: Any = None, update: bool = False, **__: Any
    ) -> None:
        """Keep what is displayed. Errors: UnfitError for what another cell may change."""
        if update or transient or WIDGET in data:
            self.shell.refuse("display")
        self.shell.keep("display_data", data=_plain(data), metadata=_plain(metadata or {}))

    def clear_output(self, wait: bool = False) -> None:
        """Errors: UnfitError."""
        self.shell.refuse("clear_output")


class _Hook(DisplayHook):
    shell: "Shell"

    def write_output_prompt(self) -> None:
        """None is shown."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        """Keep the value of a cell. Errors: UnfitError for a widget."""
        if WIDGET in format_dict:
            self.shell.refuse("widget")
        data = {"data": _plain(format_dict), "metadata": _plain(md_dict or {})}
        self.shell.keep("execute_result", execution_count=self.prompt_count, **data)


class Shell(InteractiveShell):
    """IPython's shell with the outputs of the cell at work in a list. It may be made before a fork: it starts no thread."""

    display_pub_class = Type(_Publisher)
    displayhook_class = Type(_Hook)
    outputs: list[NotebookNode]
    refused = ""

    def __init__(self, **traits: Any) -> None:
        # the thread that writes the history would make a fork unsafe
        super().__init__(config=Config(HistoryManager={"enabled": False}), **traits)

    def keep(self, kind: str, **content: Any) -> None:
        """Add an output to the cell at work."""
        self.outputs.append(from_dict({"output_type": kind, **content}))

    def refuse(self, what: str) -> NoReturn:
        """End the run, also where the cell goes on after an error. Errors: UnfitError."""
        self.refused = what
        raise UnfitError(what)

    def _showtraceback(self, *_: Any) -> None:
        """Nobody reads it: a kernel runs the notebook again, and shows it there."""


class _Stream(io.TextIOBase):
    """What is printed, as an output of the cell at work."""

    def __init__(self, shell: Shell, name: str) -> None:
        self.shell, self.name = shell, name

    def write(self, text: str) -> int:
        """Add to the stream's output, or begin one."""
        last = self.shell.outputs[-1] if self.shell.outputs else None
        if last and last.output_type == "stream" and last.name == self.name:
            last.text += text
        elif text:
            self.shell.keep("stream", name=self.name, text=text)
        return len(text)

    def writable(self) -> bool:
        """Always."""
        return True


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """The data as they are once they have been sent: what is no text has gone through JSON."""
    return {kind: each if isinstance(each, str) else json_unpacker(json_packer(each)) for kind, each in data.items()}
