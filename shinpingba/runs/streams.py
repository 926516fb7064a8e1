"""What a cell prints arrives, whoever writes it and whatever happens next: the standard streams of a forked kernel.

ipykernel sends what is printed up to a fifth of a second later, so a kernel that dies at once never does; and it reads what
child processes and C code write in a thread, which may come to it when the cell is over, and then nobody takes it.
"""

import codecs
import io
import os
import threading
from pathlib import Path
from select import select
from typing import Any

from ipykernel import iostream
from nbformat import NotebookNode
from nbformat.v4 import new_output

NAMES = ("stdout", "stderr")


class OutStream(iostream.OutStream):
    """ipykernel's standard stream; what the cell at work has printed stands also in the file `folder/name`, at once."""

    folder: Path

    def __init__(self, session: Any, pub_thread: Any, name: str, **options: Any) -> None:
        self.draining = threading.RLock()
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        super().__init__(session, pub_thread, name, **options)
        kept = io.FileIO(self.folder / name, "w")
        self.echo = io.TextIOWrapper(kept, encoding="utf-8", errors="replace", write_through=True)

    def set_parent(self, parent: dict[str, Any]) -> None:
        """Another cell is at work."""
        super().set_parent(parent)
        self.echo.seek(0)
        self.echo.truncate()

    def flush(self) -> None:
        """Send what was written, also by others to the descriptor."""
        self._drain()
        super().flush()

    def _watch_pipe_fd(self) -> None:
        while self._should_watch:
            select([self._fid], [], [])
            self._drain()

    def _drain(self) -> None:
        with self.draining:
            while self._should_watch and select([self._fid], [], [], 0)[0]:
                written = os.read(self._fid, 1 << 16)
                self._should_watch = bool(written)
                self.write(self.decoder.decode(written))


def add_last_words(cell: NotebookNode, folder: Path) -> None:
    """Add to the outputs of a cell in which the kernel died what it printed but did not come to send.

    folder  where the kernel's streams kept it; another kernel keeps nothing
    """
    for name in NAMES:
        path = folder / name
        printed = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        came = "".join(output.text for output in cell.outputs if output.get("name") == name)
        if printed.startswith(came) and printed != came:
            cell.outputs.append(new_output("stream", name=name, text=printed.removeprefix(came)))
