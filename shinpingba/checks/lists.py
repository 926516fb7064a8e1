"""What a text lists against how many it says there are: names and bullets; and one project listed under several tasks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from ..language.clauses import BULLETS
from ..language.cues import find_cues
from ..language.likeness import bigrams
from ..words.lexicon import any_of, read_words
from .finding import CellFigure, Finding, ReadRow

NEAR_MISS = 2  # so far from its number, a list is taken for a miscount; farther, for the head of a longer sentence
LEAD_IN = 3  # characters before or between the verbs that lead in a list: 一季度完成签约…
SAME_NAME = 4  # characters that the names of one project have in common
_MARKS = ",，。；;:：\n①-⑳"  # marks that end a list of names
_LIST = re.compile(rf"[^{_MARKS}]*、[^{_MARKS}]*$")
_SAYS_HOW_MANY = re.compile(r"[的有为达]$")  # 长期坚持的有1项: a predicate, not a name
_SPOKEN = "一二三四五六七八九"
_SPOKEN_BULLET = re.compile(rf"(?:(?<=[。；;，,：:\s①-⑳])|^)([{_SPOKEN}])是(?!否)")


@dataclass(frozen=True, slots=True)
class Listing:
    """Names and the number they are said to make, in text[start:end]; `is_open` where there may be more (等, 包括).

    美宜佳、鲜易等8个项目, or 8个项目:美宜佳、鲜易等
    """

    start: int
    end: int
    names: tuple[str, ...]
    is_open: bool
    number: CellFigure


def check_lists(row: ReadRow) -> Iterator[Finding]:
    """Names against their number in every cell, and the order of the bullets."""
    for cell, text in row.texts.items():
        for each in find_listings(text, row.figures[cell]):
            if (agreed := is_complete(each)) is not None:
                yield Finding(
                    kind="list", place=row.place(cell, each.number.start, each.number.end), stated=each.number.value,
                    recomputed=float(len(each.names)), agrees=agreed, unit=each.number.unit,
                    other=row.place(cell, each.start, each.end), confidence="high",
                    reason=f"列出{len(each.names)}个名称，写{each.number.quote}",
                )  # fmt: skip
    marks = [(match, BULLETS.index(match[0]) + 1) for match in re.finditer("[①-⑳]", row.text)]
    spoken = [(match, _SPOKEN.index(match[1]) + 1) for match in _SPOKEN_BULLET.finditer(row.text)]
    yield from _misnumbered(row, marks)
    yield from _misnumbered(row, spoken)


def find_listings(text: str, figures: Iterable[CellFigure]) -> list[Listing]:
    """Every list of names, joined by 、, right before its number or led in behind it; a list with figures in it lists no names."""
    figures = list(figures)
    found = []
    for number in (figure for figure in figures if figure.dimension == "item"):
        for start, end, is_part in _stretches(text, number):
            names, has_others = _names(text[start:end])
            if names and not any(start <= other.start < end for other in figures):
                span = min(start, number.start), max(end, number.end)
                found.append(Listing(*span, names, has_others or is_part, number))
    return found


def _stretches(text: str, number: CellFigure) -> Iterator[tuple[int, int, bool]]:
    """Where the names of a number may stand, and whether they are only a part of them (包括)."""
    if match := _LIST.search(text, 0, number.start):
        yield *match.span(), False
    for lead, is_part in _leads():
        if match := lead.match(text, number.end):
            yield *match.span("names"), is_part


def _names(words: str) -> tuple[tuple[str, ...], bool]:
    """The names in a list, and whether it says that there are others; no names where the list ends in a predicate."""
    others = any_of("nouns", use="and_others").search(words, words.rindex("、"))
    first, *names = words[: others.start() if others else None].split("、")
    names[-1] = re.sub(r"[共计这]+$", "", names[-1])
    is_noun = not _SAYS_HOW_MANY.search(names[-1]) and all(cue.role == "action" for cue in find_cues(names[-1]))
    return ((_without_verbs(first), *names) if all([first, *names]) and is_noun else ()), bool(others)


def is_complete(each: Listing) -> bool | None:
    """Whether the names make the number; None where they need not.

    With 等 there may be fewer. Places before a number (甲镇、乙镇3个村) say where, not which.
    """
    count, number = len(each.names), each.number.value
    if count == number:
        return True
    if (each.is_open and count < number) or abs(count - number) > NEAR_MISS or _place_name().search(each.names[-1]):
        return None
    return False


def check_repeated_projects(rows: Iterable[ReadRow]) -> Iterator[Finding]:
    """One project in the counted lists of several tasks: the counts of those tasks must not be added up."""
    listed = [(row, each) for row in rows for each in find_listings(row.text, row.figures[row.told])]
    for (row, each), (other, its) in combinations(listed, 2):
        if row is other or each.number.item[-2:] != its.number.item[-2:]:
            continue
        for name in each.names:
            if twin := next((twin for twin in its.names if _is_same_name(name, twin)), None):
                start, its_start = row.text.index(name, each.start), other.text.index(twin, its.start)
                yield Finding(
                    kind="counted_twice", place=row.place(row.told, start, start + len(name)), stated=None, recomputed=None,
                    agrees=False, unit="", other=other.place(other.told, its_start, its_start + len(twin)), confidence="low",
                    reason=f"{row.row_id}的{each.number.quote}和{other.row_id}的{its.number.quote}都算了它，两数不能相加",
                )  # fmt: skip


def _without_verbs(name: str) -> str:
    """The first name of a list without the verbs before it: 广达轨道设备 of 已引进广达轨道设备."""
    end = 0
    for cue in find_cues(name):
        if cue.start > end + LEAD_IN:
            break
        end = cue.end
    return name[end:] or name


def _is_same_name(name: str, other: str) -> bool:
    """Whether two names share their distinguishing words: 广达轨道设备 and 广达轨道交通通风自动化控制设备…."""
    shorter, longer = sorted((name, other), key=len)
    pieces = (shorter[i : i + SAME_NAME] for i in range(len(shorter) - SAME_NAME + 1))
    return shorter in longer or any(piece in longer and len(bigrams(piece)) == SAME_NAME - 1 for piece in pieces)


def _misnumbered(row: ReadRow, series: list[tuple[re.Match[str], int]]) -> Iterator[Finding]:
    """① is followed by ②, 一是 by 二是; a lone ① has lost its fellows."""
    numbers = [number for _, number in series]
    for before, (match, number) in zip([0, *numbers], series, strict=False):
        if number not in (before + 1, 1):
            yield _bullet(row, match, number, before + 1, f"应为第{before + 1}点，写“{match[0]}”")
    if numbers == [1]:
        yield _bullet(row, series[0][0], 1, 2, f"只有“{series[0][0][0]}”，没有第2点")


def _bullet(row: ReadRow, match: re.Match[str], number: int, expected: int, reason: str) -> Finding:
    return Finding(
        kind="numbering", place=row.place(row.told, match.start(), match.end()), stated=float(number), recomputed=float(expected),
        agrees=False, unit="号", other=None, confidence="high", reason=reason,
    )  # fmt: skip


@cache
def _place_name() -> re.Pattern[str]:
    return re.compile(any_of("places").pattern + "$")


@cache
def _leads() -> list[tuple[re.Pattern[str], bool]]:
    """What leads in names behind their number, a few words of its noun between: 3家研发机构:…; and whether it names only some."""
    names = rf"[^{_MARKS}()（）]*"
    return [
        (
            re.compile(rf"[^{_MARKS}()（）、0-9]{{0,12}}(?:{lead['pattern']})(?P<names>{names}、{names})"),
            lead["names"] == "some",
        )
        for lead in read_words("list_leads", "pattern", "names")
    ]
