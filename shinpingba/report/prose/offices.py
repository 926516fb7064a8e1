"""The department that a paragraph begins with, which leads what it tells: 县教育局:新建操场12个,已完工7个。【县林业局】营造林3.5万亩。"""

import re

from ..departments import is_department_list

_BEGIN = re.compile(r"\s*(?:[【\[](?P<bracketed>[^】\]\n]{2,40})[】\]]\s*:?|(?P<named>[^,。;:()\s]{2,40}):)\s*(?=\S)")
# 红榜:县教育局 says what is thought of it; 县医院, 文化中心, 东坪镇 before a colon are what is told of, and no office that leads it
_OFFICE = re.compile(r"[^:]*(?:[局委办厅署]|(?<!指挥)部|委员会|政府|集团|公司|联社)")


def is_office(words: str) -> bool:
    """Whether some words are offices and nothing else, none of them a place or a building.

    >>> is_office("县教育局、县财政局"), is_office("红榜:县教育局、县财政局")
    (True, False)
    """
    return is_department_list(words) and all(_OFFICE.fullmatch(each) for each in re.split("[、,，;；]", words))


def find_office(words: str, start: int) -> tuple[int, int, int] | None:
    """Where the offices that a plain paragraph begins with stand, and where the words behind them begin; None where there are none."""
    found = _BEGIN.match(words, start)
    group = "bracketed" if found and found["bracketed"] else "named"
    return (*found.span(group), found.end()) if found and is_office(found[group]) else None
