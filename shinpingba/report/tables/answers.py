"""What the cells of a column say only together with its head: 否 under 是否达序时, 35 under 较计划滞后(天)."""

import re
from collections.abc import Sequence

from ...language.verdicts import class_of, find_verdicts
from ..document import Row
from .cells import kind_of_cell
from .column import ReadColumn
from .groups import stem

_ASKED = re.compile(r"是否(?P<what>[^(（]{1,12})")
_YES, _NO = {"是", "有", "达", "√", "✓", "✔"}, {"否", "无", "未", "×", "✗"}
_ASIDE = re.compile(r"(?P<answer>[是否])[(（](?P<says>[^()（）]+)[)）]")
_APART = re.compile("滞后|落后|低于|慢于|[逾超]期|延误|欠|超|快于|高于|提前|[与较比](?:序时|时序)")
_OTHERS = re.compile("去年|上年|同期|上月|上季|平均|全[国省市县区]")
_BOTH = re.compile(
    r"超.{0,3}欠|[与较比](?:序时|时序)(?:进度)?(?:相?比)?±?$"
)  # 超(欠)序时, 较序时进度: the sign says which
_SIDES = {True: "超序时进度", False: "低于序时进度"}
_SIGNED = re.compile(r"(?P<sign>[-+－＋−]?)(?P<value>\d+(?:\.\d+)?)")
_MEASURES = {"天": "天", "日": "天", "百分点": "个百分点", "个百分点": "个百分点", "月": "个月", "个月": "个月"}
_OF_ELSE = {("rank",), ("growth",), ("verdict",), ()}


def answer_to(words: str, head: str) -> str:
    """否 under 是否达序 is 未达序: without its question an answer says nothing; "" where it denies a denial (否 under 是否未按期完成).

    >>> answer_to("否", "是否达序"), answer_to("√", "是否完成"), answer_to("是(超前)", "是否按计划推进")
    ('未达序', '完成', '超前')
    """
    asked = _ASKED.search(re.sub(r"\s", "", head))
    if asked and (aside := _ASIDE.fullmatch(words)) and class_of(aside["says"]):
        return aside["says"]
    if not asked or not (kind_of_cell(words) == "yesno" or words in _YES | _NO):
        return words
    if words in _YES:
        return asked["what"]
    return "" if asked["what"].startswith(("未", "不")) else f"未{asked['what']}"


def apart_from_plan(row: Row, columns: Sequence[ReadColumn]) -> str:
    """How far a row is behind its plan or ahead of it, or its class, by a column of its own; "" where none says so.

    较计划滞后(天) 35, 低于序时进度(百分点) 3.2; 未开工 where others are so many days late. 0 and less say nothing for sure.
    """
    for column, piece in zip(columns, row, strict=False):
        measure = _MEASURES.get(column.head.unit)
        is_of_plan = _APART.search(column.name) and not _OTHERS.search(column.name)  # not 较去年同期(百分点)
        if column.field or column.head.fields[:1] not in _OF_ELSE or not measure or not is_of_plan:
            continue
        says = _told_apart(stem(column.name), column.name, piece.text, measure)
        if says and (class_of(says) or any(find_verdicts(says))):
            return says
    return ""


def _told_apart(words: str, head: str, cell: str, measure: str) -> str:
    """A head and its figure in words: 较计划滞后35天; the cell itself where it is no figure."""
    if not (figure := _SIGNED.fullmatch(cell)):
        return cell
    value, is_less = figure["value"], figure["sign"] not in ("", "+", "＋")
    if not float(value):
        return ""
    if _BOTH.search(head) or _BOTH.search(words):
        return f"{_SIDES[not is_less]}{value}{measure}"
    return "" if is_less else f"{words}{value}{measure}"
