"""Files that are there whole or not at all: a draft beside the place of each, which takes that place when it is complete."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def draft(path: Path) -> Iterator[Path]:
    """A place to write to, beside `path`. It becomes `path` at the end; after an error all is as it was before.

    path    a file of any kind; its folder is made where there is none
    errors  OSError where nothing can be written
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # on the same file system, where a file takes another's place in one step; readers of data sets pass over dots
    with TemporaryDirectory(dir=path.parent, prefix=".") as folder:
        beside = Path(folder) / path.name
        yield beside
        beside.replace(path)


def write_whole(path: Path, text: str) -> None:
    """Write a text file in UTF-8, whole or not at all."""
    with draft(path) as beside:
        beside.write_text(text, encoding="utf-8")
