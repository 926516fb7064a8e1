"""What a report says of itself before its first row: its title, its district, who issued it."""

import re
from collections.abc import Iterable, Iterator

from ..words.lexicon import any_of
from .document import Document, Table, distinct
from .periods import period_in
from .records import Record

# A title names a year, but not in a date, and is no sentence.
_TITLE = re.compile(r"[^。]{0,60}20\d\d年(?!\s?\d{1,2}\s?月\s?\d)[^。]{2,60}")
_REPORTED = re.compile(r"[^\s。;；，,>:：|]{5,50}(?:情况|进展|进度|通报|报告|汇报|总结|月报|专报|公示)")
_HIGHEST = 5  # lines, those of the portal over it among them
# A district follows the provinces and cities it lies in, and its government or a year follows it: 滨江市云岭区2022年…
_DISTRICT = re.compile(
    r"(?<![一-鿿])(?:关于)?(?P<issuer>(?:[一-鿿]{2,10}?(?:[省市州]|自治区)){0,3}"
    r"(?P<name>(?![全我各本])(?:(?![年月度])[一-鿿]){1,6}?[区县市旗])"
    r"(?:(?P<government>人民政府(?:办公[室厅])?)|(?=政府|20\d\d(?:年|[QHM]))))"
)
# or it stands behind the year or the months, before what it reports on: 2024年1-9月松山区重点任务; not 老旧小区, 各县区
_BEHIND = re.compile(
    r"(?:20\d\d年度?|月份?[底末]?|季度|半年|以来)(?P<name>(?![全我各本])(?:(?![年月度季半县市区镇])[一-鿿]){2,3}(?<![小社片景库园厂辖城矿各])[县区市旗])"
    r"(?=政府|民生|重点|十[大件项]|经济|实事|目标|工作|为民|督[查办]|主要)"
)
_PLACE = re.compile(r"(?![全我各本])[一-鿿]{1,7}[区县市旗]")


def lines_around(document: Document, records: Iterable[Record]) -> list[str]:
    """Every line that stands in no row, in order, and may name the report: the rows of a table over it in one line each."""
    taken = {id(piece) for record in records for piece in record.pieces}
    rows = [
        row for block in document.blocks for row in (block.rows if isinstance(block, Table) else [block.pieces])
        if distinct(row) and not any(id(piece) in taken for piece in row)
    ]  # fmt: skip
    return [" ".join(piece.text for piece in distinct(row)) for row in rows]


def title_of(lines: Iterable[str]) -> str:
    """The first line that reads like a title, one that names the period before the others; "" if there is none.

    Where none names a year, the first line that calls itself a report of progress: 关于重点项目8月份推进情况的督查通报.
    """
    lines = list(lines)
    titles = [line for line in lines if _TITLE.fullmatch(line)]
    without_year = (
        line for line in lines[:_HIGHEST] if _REPORTED.fullmatch(line) and any_of("headings", use="report").search(line)
    )
    return next(filter(period_in, titles), titles[0] if titles else next(without_year, ""))


def district_in(text: str) -> str:
    """The district a title or a signature names, without the city it lies in; "" for a sentence, which may speak of others.

    >>> district_in("滨江市云岭区2022年上半年督办台账"), district_in("重庆市沙坪坝区人民政府督查办")
    ('云岭区', '沙坪坝区')
    >>> district_in("2024年1-9月松山区重点任务进度")
    '松山区'
    """
    found = _DISTRICT.search(text) or _BEHIND.search(text)
    return found["name"] if found and "。" not in text else ""


def districts_of(folders: Iterable[str]) -> Iterator[str]:
    """The folders that are named like a district: reports/渝北区/2021Q1."""
    return (folder for folder in folders if _PLACE.fullmatch(folder))


def issuer_in(title: str) -> str:
    """The government whose title it is; "" if it does not say."""
    found = _DISTRICT.search(title)
    return found["issuer"] if found and found["government"] else ""
