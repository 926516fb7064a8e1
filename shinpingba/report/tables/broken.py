"""Which lines make one head of a flattened table: the ways in which a run of lines may be joined, and what each is worth."""

import re
from collections.abc import Container, Sequence

from ..heads import read_head
from ..units import unit_in
from .cells import kind_of_cell
from .groups import is_region
from .stream import CLOSED, NEW, WORD, Cell

ALONE = -10.0
BROKEN_HEADS = 20.0  # worth that is needed to take two heads for one
LONGEST_WORD = 16
IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]$")
_MOST_LINES = 4  # that one cell of a head is broken into
_MOST_RUNS = 16  # ways to join lines that are tried
_KNOWN, _JOINED, _UNKNOWN, _NOTHING = 3.0, 0.7, 0.2, -1.0
_TIMED = 1.0  # 1-9月, which stands over 计划 and 完成
_LONGEST_LINE, _UNBROKEN = 6, -4.0
_NEVER = -200.0
_ENDING = 2  # as many characters at the end of two heads make them two of a kind


def joined(
    cells: Sequence[Cell], begin: int, end: int, stops: Container[int], *, are_broken: bool
) -> list[tuple[float, list[range]]]:
    """For each end and each count of columns the cells of a head, of one line or of several, that together say most, and how much.

    are_broken  whether lines that are heads by themselves may be one head: 牵头 and 单位, but also 任务 and 进展
    """
    best: list[dict[int, tuple[float, list[range]]]] = [{0: (0.0, [])}]
    for stop in range(begin + 1, end + 1):
        found: dict[int, tuple[float, list[range]]] = {}
        for first in range(max(begin, stop - _MOST_LINES), stop):
            if any(cells[n].gap in {CLOSED, NEW} for n in range(first + 1, stop)):
                continue
            lines = [cells[n].text for n in range(first, stop)]
            worth = _worth(lines, are_broken=are_broken)
            if stop - first > 1 and cells[stop - 1].gap != WORD and len(lines[-1]) > max(map(len, lines[:-1])) + 1:
                worth = min(worth, -BROKEN_HEADS)  # the lines of a broken head are as long as its column is wide
            for count, (score, before) in best[first - begin].items():
                if count + 1 not in found or score + worth > found[count + 1][0]:
                    found[count + 1] = (score + worth, [*before, range(first, stop)])
        best.append(found)
    runs = [run for stop in range(begin, end + 1) if stop in stops for run in best[stop - begin].values() if run[1]]
    return sorted(runs, key=lambda run: -run[0] / len(cells[begin : run[1][-1].stop]))[:_MOST_RUNS]


def _worth(lines: Sequence[str], *, are_broken: bool) -> float:
    words = "".join(lines)
    if IN_BRACKETS.match(lines[0]):  # (%) on a line of its own is of the head before it
        return ALONE * len(lines)
    if len(lines) == 1:
        if is_part(words):
            return _TIMED
        return (
            _KNOWN if is_column_head(words) or unit_in(words) else _UNKNOWN if len(words) <= LONGEST_WORD else _NOTHING
        )
    heads = sum(map(is_column_head, lines))
    begins_row = any(is_region(line) and not is_column_head(line) for line in lines[1:])  # 低于序时进度 | 枫山区
    has_ended = any(line.endswith((")", "）")) for line in lines[:-1])  # 产值(万元) | 交工日期
    if begins_row or has_ended or sum(map(_is_time, lines)) > 1:
        return -BROKEN_HEADS
    if _are_of_a_kind(lines) or all(kind_of_cell(line) == "verdict" for line in lines):  # 已完成 | 正在推进
        return _NEVER
    if heads > 1 and not is_column_head(words):
        return -BROKEN_HEADS
    if not is_column_head(words) or (heads > 1 and not are_broken):
        is_wide = any(len(line) > _LONGEST_LINE for line in lines[:-1])  # a head is broken where its column is narrow
        return (_UNBROKEN if is_wide else _NOTHING) * (len(lines) - 1)
    return _KNOWN + _JOINED * (len(lines) - 1)


def is_part(words: str) -> bool:
    """Whether a head only names a part of the year; two of them are no one head: 三季度 | 四季度."""
    head = read_head(words)
    return not head.fields and head.time in ("period", "part")


def _is_time(words: str) -> bool:
    """Whether a head only names a part of the year or all of it; two of them are in no one head: 全年 | 1-9月, but 2022年 | 1-9月."""
    head = read_head(words)
    return is_part(words) or (not head.fields and head.time == "year" and words.startswith("全"))


def is_column_head(words: str) -> bool:
    """Whether words are a head of a column that is known."""
    head = read_head(words)
    return bool(head.fields) or head.time == "before"


def _are_of_a_kind(lines: Sequence[str]) -> bool:
    """Whether two lines are heads that end alike, and so no one head: 预期目标 | 挑战目标."""
    endings = [line[-_ENDING:] for line in lines if len(line) > _ENDING and is_column_head(line)]
    return len({*endings}) < len(endings)
