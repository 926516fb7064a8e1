"""Columns that tell of another act than the plan: what has been begun, money that has come or been paid. They complete nothing of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..units import dimension_of
from .cells import plain_value
from .column import ReadColumn, column_of

_BEGINS = re.compile("开工|启动|动工|开建")
_PAYS = re.compile("到位|拨付|支付|付款")
_MONEY = re.compile("资金|预算|投资|金额|经费|补助|贷款|外资|内资|融资")
_TOLD = "“{}”说的是{},没有当作完成的数"
_AS_PROGRESS = "“{}”说的是{},读作进展,没有当作完成的数"
BEGUN = "begun"
_UNIT = re.compile(r"[(（][^()（）]*[)）]|[%％]$")
_MOST_RATIO = 1.5  # a share over it is a percentage without its sign
_NONE = column_of(())


def says_begun(words: str) -> bool:
    """Whether the head of a column or the title of a table says what has been begun, and not finished: 已开工, 开工率."""
    return bool(_BEGINS.search(words))


def says_paid(words: str) -> bool:
    """Whether a head says what money has come, or been paid: 资金到位率, 已拨付."""
    return bool(_PAYS.search(words))


def completed_only(columns: Sequence[ReadColumn], *, is_of_begun: bool) -> list[ReadColumn]:
    """The columns, each taken for what it is; what is begun or paid of a plan that is not of that completes nothing of it.

    is_of_begun  whether the table is of what is begun: by its title, or a plan in it

    任务数(个) 22 | 开工数(个) 22 | 开工率 100 | 资金到位率 55      22 are begun
    计划开工(个) 22 | 已开工(个) 22 | 开工率 100                   that was the plan
    预算(万元) 46 | 已拨付(万元) 23 | 拨付率 50                    so it was

    What is begun is progress in words (`begun_in_words`) where the table has no other.
    """
    is_told = any(column.field == "progress" for column in columns)
    taken = {column.field: column for column in columns if column.field}
    planned, achieved = taken.get("planned", _NONE), taken.get("achieved", _NONE)
    acts = [
        _not_of(column, planned, achieved, is_of_begun=is_of_begun) if column.field in ("achieved", "share") else ""
        for column in columns
    ]
    return [
        _not_done(column, act, is_told=is_told) if act else column for column, act in zip(columns, acts, strict=True)
    ]


def begun_in_words(cells: Iterable[tuple[ReadColumn, str]]) -> str:
    """What the cells of a row under heads of what is begun say: 开工数8个,开工率50%; "" where there are none."""
    told = [(column, words) for column, words in cells if column.taken_for == BEGUN and words]
    return ",".join(f"{_UNIT.sub('', column.name)}{words}{_unit(column, words)}" for column, words in told)


def _unit(column: ReadColumn, words: str) -> str:
    """The unit of a figure that is bare: that of its head, or % of a rate."""
    value = plain_value(words)
    is_rate = column.name.endswith("率") and value is not None and value > _MOST_RATIO
    return "" if value is None else column.head.unit or "%" * is_rate


def _not_done(column: ReadColumn, act: str, *, is_told: bool) -> ReadColumn:
    """The column as one of the report's own, or of what is begun."""
    if act != "开工" or is_told:
        return replace(column, field="", note=_TOLD.format(column.label, act))
    head = replace(column.head, fields=(BEGUN,))
    return replace(column, field="", head=head, note=_AS_PROGRESS.format(column.label, act))


def _not_of(column: ReadColumn, planned: ReadColumn, achieved: ReadColumn, *, is_of_begun: bool) -> str:
    """The act of which a column tells and its plan does not, in words; "" where it tells of the plan's own."""
    if says_begun(column.label) and planned.path and not is_of_begun:
        return "开工"
    is_money = _is_money(planned) or (says_paid(achieved.label) and planned.path)
    return "资金" if column.field == "share" and says_paid(column.label) and not is_money else ""


def _is_money(column: ReadColumn) -> bool:
    return bool(_MONEY.search(column.label)) or dimension_of(column.head.unit).startswith("money")
