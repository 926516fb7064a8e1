"""Figures of a task that nobody could read: while its task names one, no work is taken for completed."""

import re

from ..language.quantities import STARRED_OUT, TORN_APART, UNSURE, WITHOUT_UNIT, find_numbers
from ..language.units import read_unit

_MARKS = re.compile(
    r"""[廿卅卌]                                              # 新建食堂廿个, 卅五个
    |[壹贰叁肆伍陆柒捌玖][拾佰仟萬億零百千万亿]+              # 贰拾个, 壹仟伍佰座
    |[①-⑳⑴-⒇Ⅰ-Ⅻ](?=\s?[个座所家户处条件项人])(?!项目)        # 新建食堂⑳个
    |(?:[xX×＊*_＿□]{2,}|□)(?=\s?[个座所家户处条件项人万亿元])  # 完成投资XX亿元, a plan not filled in
    |\#(?:VALUE!|REF!|DIV/0!|NAME\?|N/A|NUM!)                 # a formula of a workbook that failed, pasted as text
    """,
    re.VERBOSE,
)
_SET_OFF = re.compile(r"[“\"\[【(（〔](\d[\d,.]*)[”\"\]】)）〕]\s?")  # 新建食堂[20]个; (20)个; but “5+1”项目 is a name


def unread_figures(task: str, *, surely: bool = False) -> list[tuple[int, str]]:
    """Where figures stand that were not read, and their words.

    surely  only what can be nothing else than a figure: not a bare number, which may be part of a name (新建公园20)

    >>> unread_figures("新建食堂廿个"), unread_figures("新建食堂12,34个"), unread_figures("新建食堂20个")
    ([(4, '廿')], [(4, '12'), (7, '34')], [])
    """
    reasons = {TORN_APART, STARRED_OUT, UNSURE} if surely else {TORN_APART, STARRED_OUT, UNSURE, WITHOUT_UNIT}
    found = {(number.start, number.quote) for number in find_numbers(task) if number.reason in reasons}
    found |= {(mark.start(), mark[0]) for mark in _MARKS.finditer(task)}
    found |= {(mark.start(1), mark[1]) for mark in _SET_OFF.finditer(task) if _is_counted(task, mark)}
    return sorted(found)


def _is_counted(task: str, mark: re.Match[str]) -> bool:
    """Whether things are counted behind a number that is set off: [20]个; but (2021)年 is a year, and (3)项目 the third."""
    measure = read_unit(task, mark.end())
    return measure is not None and measure.unit.name != "年" and not task.startswith("项目", mark.end())
