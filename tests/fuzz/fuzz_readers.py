"""Throw bytes at every reader: only ReportError may come out. Needs atheris.

python tests/fuzz/fuzz_readers.py -max_total_time=300 -len_control=0 -max_len=2000 -timeout=20
"""

import io
import sys
import tempfile
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["shinpingba", "docx"]):
    from docx import Document

    from shinpingba.report.errors import ReportError
    from shinpingba.report.reports import data_folder, read_report
    from shinpingba.report.sources import FORMATS

FOLDER = Path(tempfile.mkdtemp(prefix="fuzz"))
# Workbooks open in a process of their own, which is too slow to fuzz.
SUFFIXES = sorted(FORMATS.keys() - {".xls", ".ods", ".xlsx"})
WORDS = [
    "序号", "任务", "责任单位", "牵头单位", "配合单位", "进展情况", "项目名称", "附件1", "一、工业", "合计", "区教委", "区交通局",
    "1", "2", "3", "C1", "row_id", "1.修路。已完成。(牵头单位:区教委)",
]  # fmt: skip
MARKS = [
    " |\n", "|", "\n", "\t", ",", " ", '"', "<td>", "<tr>", "<table>", "</table>", "<td rowspan=3>", "<td colspan=2>",
]  # fmt: skip


def blank_document() -> dict[str, bytes]:
    """The parts of an empty Word document."""
    written = io.BytesIO()
    Document().save(written)
    with zipfile.ZipFile(written) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PARTS = blank_document()


def content(data: atheris.FuzzedDataProvider) -> bytes:
    """Either any bytes, or words and marks of a report in any order."""
    if data.ConsumeBool():
        return data.ConsumeBytes(2000)
    pieces = [data.PickValueInList(WORDS + MARKS) for _ in range(data.ConsumeIntInRange(0, 120))]
    return "".join([*pieces, data.ConsumeUnicodeNoSurrogates(50)]).encode()


def test_one_input(raw: bytes) -> None:
    """Write a file of some format and read it."""
    data = atheris.FuzzedDataProvider(raw)
    path = FOLDER / f"report{data.PickValueInList(SUFFIXES)}"
    if path.suffix == ".docx" and data.ConsumeBool():
        with zipfile.ZipFile(path, "w") as archive:
            for name, part in PARTS.items():
                body = b"<w:tbl><w:tr><w:tc>" + data.ConsumeBytes(800)
                archive.writestr(
                    name, part.replace(b"<w:body>", b"<w:body>" + body) if name == "word/document.xml" else part
                )
    else:
        path.write_bytes(content(data))
    try:
        read_report(path, period="2021Q1", data=data_folder())
    except ReportError as error:
        assert str(error)


if __name__ == "__main__":
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()
