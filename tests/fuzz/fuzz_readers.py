"""Throw bytes at every reader, also inside the archives of documents and workbooks: only ReportError may come out. Needs atheris.

python tests/fuzz/fuzz_readers.py -max_total_time=300 -len_control=0 -max_len=2000 -timeout=20
"""

import sys
import tempfile
import zipfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))
with atheris.instrument_imports(include=["shinpingba", "docx", "openpyxl"]):
    import in_process
    import made_files

    from shinpingba.report.errors import ReportError
    from shinpingba.report.reports import data_folder, read_report
    from shinpingba.report.sources import FORMATS, formats

# a process for each file would be too slow, and what happens in it would not be seen
formats.opened = in_process.opened

FOLDER = Path(tempfile.mkdtemp(prefix="fuzz"))
SUFFIXES = sorted(FORMATS)
WORDS = [
    "序号", "任务", "责任单位", "牵头单位", "配合单位", "进展情况", "项目名称", "附件1", "一、工业", "合计", "区教委", "区交通局",
    "1", "2", "3", "C1", "row_id", "1.修路。已完成。(牵头单位:区教委)",
]  # fmt: skip
MARKS = [
    " |\n", "|", "\n", "\t", ",", " ", '"', "<td>", "<tr>", "<table>", "</table>", "<td rowspan=3>", "<td colspan=2>",
]  # fmt: skip


def parts_of(path: Path) -> dict[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


ARCHIVES = {
    ".docx": parts_of(made_files.as_word(FOLDER / "whole.docx")),
    ".xlsx": parts_of(made_files.as_workbook(FOLDER / "whole.xlsx")),
    ".ods": parts_of(made_files.as_ods(FOLDER / "whole.ods")),
}


def spoilt(parts: dict[str, bytes], data: atheris.FuzzedDataProvider) -> dict[str, bytes]:
    """The parts of an archive, one of them cut open somewhere, with other bytes put in."""
    name = data.PickValueInList(sorted(parts))
    start = data.ConsumeIntInRange(0, len(parts[name]))
    end = min(len(parts[name]), start + data.ConsumeIntInRange(0, 50))
    return parts | {name: parts[name][:start] + data.ConsumeBytes(200) + parts[name][end:]}


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
    if path.suffix in ARCHIVES and data.ConsumeBool():
        with zipfile.ZipFile(path, "w") as archive:
            for name, part in spoilt(ARCHIVES[path.suffix], data).items():
                archive.writestr(name, part)
    else:
        path.write_bytes(content(data))
    try:
        read_report(path, period="2021Q1", data=data_folder())
    except ReportError as error:
        assert str(error)


if __name__ == "__main__":
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()
