"""Nothing is lost without a word: the figures of every input stand in its rows, its headings, its narrative or what is left over."""

import re
from collections import Counter
from contextlib import suppress

import pytest

from shinpingba.report.document import Document
from shinpingba.report.errors import ReportError
from shinpingba.report.rows import ReadDocument, read_rows
from shinpingba.report.sources import read_document
from tests.case_files import params, read_cases

TABLES = [case | {"known_failure": ""} for case in read_cases("tables")]
TEXTS = [case | {"known_failure": ""} for name in ("prose", "flattened") for case in read_cases(name)]


def figures(pieces) -> Counter[str]:
    """The figures of some pieces, each piece once."""
    return Counter(re.findall(r"[0-9][0-9.,]*", " ".join({id(piece): piece.text for piece in pieces}.values())))


def told(reading: ReadDocument) -> Counter[str]:
    """The figures that a reading gives back, wherever it has put them."""
    rows = [piece for record in reading.records for piece in record.pieces]
    return figures([*rows, *reading.headings, *reading.narrative, *reading.left_over])


def is_rebuilt(document: Document, reading: ReadDocument) -> None:
    assert told(reading) == figures(document.pieces)


@pytest.mark.parametrize("name", ["html", "csv", "bare", "spaced"])
@pytest.mark.parametrize("case", params(TABLES, "teaches"))
def test_the_figures_of_a_table_are_all_told(case, name, table_read):
    with suppress(ReportError):  # it says so
        is_rebuilt(*table_read(case["cells"], name))


@pytest.mark.parametrize("case", params(TEXTS, "teaches"))
def test_the_figures_of_a_text_are_all_told(case, tmp_path):
    path = tmp_path / "t.txt"
    path.write_text(case["text"].replace("¶", "\n"), encoding="utf-8")
    document = read_document(path)
    with suppress(ReportError):
        is_rebuilt(document, read_rows(document))


def test_the_figures_of_words_beside_a_table_are_all_told(tmp_path):
    path = tmp_path / "t.html"
    path.write_text(
        "<meta charset=utf-8><p>2024年8月重点项目进展情况</p>"
        "<p>1至8月,全市完成投资119.7亿元,占年度计划61.1%,其中东岭县(78.9%)、西溪县(75.2%)高于时间进度。</p>"
        "<table><tr><td>地区<td>年计划(亿元)<td>累计完成(亿元)<tr><td>全市<td>195.8<td>119.7"
        "<tr><td>北山县<td>17.5<td>7.5</table><p>注:不含3个停建项目。</p>",
        encoding="utf-8",
    )
    reading = read_rows(read_document(path))
    assert told(reading) == figures(read_document(path).pieces)
    assert [(record.texts.get("name"), record.texts.get("verdict")) for record in reading.records][2:] == [
        ("东岭县", "高于时间进度"),
        ("西溪县", "高于时间进度"),
    ]
