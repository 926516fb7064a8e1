"""What a cell printed last. A kernel sends it up to a fifth of a second later, so one that dies at once never does: it is kept in files too."""

import io
from pathlib import Path
from typing import Any

from ipykernel import iostream
from nbformat import NotebookNode
from nbformat.v4 import new_output

NAMES = ("stdout", "stderr")


class OutStream(iostream.OutStream):
    """A kernel's standard stream; what the cell at work has written to it stands also in the file `folder/name`, at once."""

    folder: Path

    def __init__(self, session: Any, pub_thread: Any, name: str, **options: Any) -> None:
        super().__init__(session, pub_thread, name, **options)
        kept = io.FileIO(self.folder / name, "w")
        self.echo = io.TextIOWrapper(kept, encoding="utf-8", errors="replace", write_through=True)

    def set_parent(self, parent: dict[str, Any]) -> None:
        """Another cell is at work."""
        super().set_parent(parent)
        self.echo.seek(0)
        self.echo.truncate()


def add_last_words(cell: NotebookNode, folder: Path) -> None:
    """Add to the outputs of a cell in which the kernel died what it wrote but did not come to send.

    folder  where the kernel's streams kept it; another kernel keeps nothing
    """
    for name in NAMES:
        path = folder / name
        written = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        came = "".join(output.text for output in cell.outputs if output.get("name") == name)
        if written.startswith(came) and written != came:
            cell.outputs.append(new_output("stream", name=name, text=written.removeprefix(came)))
