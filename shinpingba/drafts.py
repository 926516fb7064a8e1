"""Files that are there whole or not at all: a draft beside the place of each, which takes that place when it is complete."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

# the operating system says these in its own language
REASONS = {
    errno.ENOENT: "没有这个文件或目录",
    errno.EEXIST: "已有同名的文件",
    errno.ENOTDIR: "上一级不是目录",
    errno.EISDIR: "是目录,不是文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "是只读的",
    errno.ENOSPC: "磁盘已满",
}


def reason(error: OSError) -> str:
    """Why something could not be read or written, in words; of what, where the system says it."""
    return f"不能读写 {error.filename or '文件'}:{REASONS.get(error.errno or 0, error.strerror)}"


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
