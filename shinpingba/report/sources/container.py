"""Office files are zip archives: what must hold before one of them is opened."""

import io
import zipfile
from pathlib import PurePosixPath

from ..errors import ReportError

_MOST_ENTRIES = 2000
_LARGEST = 200 * 2**20
_HIGHEST_RATIO = 100
_OLE = b"\xd0\xcf\x11\xe0"  # the old binary Office container; new formats in it are encrypted


def check_archive(name: str, content: bytes) -> zipfile.ZipFile:
    """The archive, opened, if it is whole and harmless.

    errors   ReportError: not a zip (encrypted, or an old format renamed), over 2,000 entries, 200 MB unpacked or a ratio
             of 100, names that lead outside, entries that are encrypted, damaged or longer than they say
    """
    if content.startswith(_OLE):
        raise ReportError(name, "", "未加密的新格式文件", "加密文件或旧格式,请用 Office 或 WPS 去掉密码并另存")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise ReportError(name, "", "完整的 Office 文件", "无法打开的压缩包") from None
    entries = archive.infolist()
    unpacked, packed = sum(entry.file_size for entry in entries), max(sum(entry.compress_size for entry in entries), 1)
    if len(entries) > _MOST_ENTRIES:
        raise ReportError(name, "", f"最多{_MOST_ENTRIES}个部件", f"{len(entries)}个")
    if unpacked > _LARGEST or unpacked / packed > _HIGHEST_RATIO:
        raise ReportError(name, "", "解压后不超过200MB、不超过100倍", f"{unpacked}字节、{unpacked // packed}倍")
    if outside := [
        entry.filename for entry in entries if ".." in PurePosixPath(entry.filename.replace("\\", "/")).parts
    ]:
        raise ReportError(name, "", "只在自身之内的部件", f"“{outside[0]}”")
    try:
        broken = archive.testzip()
    except Exception:  # each way of packing has its own errors
        raise ReportError(name, "", "完整的 Office 文件", "损坏或加密的部件") from None
    if broken:
        raise ReportError(name, "", "完整的 Office 文件", f"损坏的部件 {broken}")
    return archive
