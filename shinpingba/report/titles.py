"""What a report says of itself before its first task: its title, its period, its district, who issued it."""

import re
from collections.abc import Iterator
from itertools import takewhile

from ..language.dates import DASH
from ..words.lexicon import read_words
from .sources.headers import is_head
from .sources.source import Source, distinct

PERIOD = re.compile(r"(?P<year>20\d\d)(?P<part>Q[1-4]|H1|M(?:0[1-9]|1[0-2]))")
_YEAR = re.compile(r"(20\d\d)年")
_MONTHS = re.compile(rf"(?<!\d)1\s?月?{DASH}\s?(1[0-2]|[2-9])\s?月")
# A title names a year, but not in a date, and is no sentence.
_TITLE = re.compile(r"[^。]{0,60}20\d\d年(?!\s?\d{1,2}\s?月)[^。]{2,60}")
# A district follows the provinces and cities it lies in, and its government or a year follows it: 滨江市云岭区2022年…
_DISTRICT = re.compile(
    r"(?<![一-鿿])(?:关于)?(?P<issuer>(?:[一-鿿]{2,10}?(?:[省市州]|自治区)){0,3}"
    r"(?P<name>(?![全我各本])(?:(?![年月度])[一-鿿]){1,6}?[区县市旗])"
    r"(?:(?P<government>人民政府(?:办公[室厅])?)|(?=政府|20\d\d年)))"
)


def over_tasks(source: Source) -> list[str]:
    """Everything that may name the period, a line each: the narrative, what stands over each table, and the table's head."""
    return [" ".join(words) for words in _over_tasks(source)]


def title_of(source: Source) -> str:
    """The first line over the tasks that reads like a title, one that names the period before the others; "" if there is none."""
    lines = [words[0] for words in _over_tasks(source) if len(words) == 1 and _TITLE.fullmatch(words[0])]
    return next(filter(period_in, lines), lines[0] if lines else "")


def period_in(text: str) -> str:
    """The period a text names first: 2021年…一季度 is 2021Q1, 2021年1-11月 is 2021M11; "" if it names none."""
    if found := PERIOD.search(text):
        return found[0]
    year = _YEAR.search(text)
    if not year:
        return ""
    entries = read_words("periods", "pattern", "part")
    parts = [(part.start(), entry["part"]) for entry in entries if (part := re.search(entry["pattern"], text))]
    if months := _MONTHS.search(text):
        named = {3: "Q1", 6: "H1", 9: "Q3", 12: "Q4"}
        parts.append((months.start(), named.get(int(months[1]), f"M{int(months[1]):02}")))
    return year[1] + min(parts)[1] if parts else ""


def district_in(text: str) -> str:
    """The district a title or a signature names, without the city it lies in; "" for a sentence, which may speak of others.

    >>> district_in("滨江市云岭区2022年上半年督办台账"), district_in("重庆市沙坪坝区人民政府督查办")
    ('云岭区', '沙坪坝区')
    """
    found = _DISTRICT.search(text)
    return found["name"] if found and "。" not in text else ""


def issuer_in(title: str) -> str:
    """The government whose title it is; "" if it does not say."""
    found = _DISTRICT.search(title)
    return found["issuer"] if found and found["government"] else ""


def _over_tasks(source: Source) -> Iterator[list[str]]:
    """The words of each line before the first task of a table; never a task's own words.

    A sheet's heading is only its name, so that the rows over the head come before it.
    """
    yield from ([piece.text] for piece in source.narrative)
    for grid in source.grids:
        end = next((place for place, row in enumerate(grid.rows, 1) if is_head(row)), len(grid.rows))
        # a grid without a head goes on with the tasks of the one before
        over = takewhile(lambda row: not any(piece.text.isdecimal() for piece in row), grid.rows[:end])
        yield from ([piece.text for piece in distinct(row)] for row in over if distinct(row))
        yield from ([piece.text] for piece in grid.heading)
