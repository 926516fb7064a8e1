"""The cells of figures as a record keeps them: which unit applies, a share with its %, 是 and 否 with what they answer."""

import re
from collections.abc import Mapping, Sequence

from ...words.lexicon import any_of
from ..units import dimension_of
from .answers import answer_to
from .cells import kind_of_cell
from .column import ReadColumn, column_of
from .stream import agreement

_MONEY = re.compile(r"投资|资金|收入|支出|产值|税|金额|贷款|预算|销售|零售|总额|增加值|进出口|补助|GDP|[内外引融]资")
_COUNTED = re.compile(r"数|项目|企业|工程|个体|[个户人家]")
_GENERAL = re.compile("(?:任务|目标|计划|完成|累计|实际|下达|年度|全年)+数")
_GROWTH = re.compile("增[速幅]|增长率")
_LIMIT = re.compile("控制|上限|限[值额量]")
_OF_PLAN = re.compile("目标|任务|计划|预算|[占为]")
_NONE = column_of(())
_PAIR = ("planned", "achieved")
_MOST_RATIO = 1.5  # a share over it is a percentage without its sign
_MOST_PERCENT = 1000
NO_SHARE = "比例小于0或大于1000%,计划数和完成数都证明不了,没有读"
FIGURES = ("planned", "achieved", "share", "unit", "verdict", "deadline")


def columns_of_figures(
    cells: Mapping[str, str], columns: Mapping[str, ReadColumn], over: Sequence[str], label: str, thing: str = ""
) -> dict[str, str]:
    """The words of planned, achieved, share, unit, verdict and deadline as a record keeps them.

    cells    the words as printed; - and / are unknown
    columns  the column each stands in
    over     the units in the line over the table, or that in the name of the row
    label    what the figures are of, in the words of the table
    thing    what the row is about
    """
    found = {
        name: words for name, words in cells.items() if name in FIGURES and words and kind_of_cell(words) != "dash"
    }
    _put_percent(found, columns, over)
    found |= _limited(found, columns, thing)
    _put_unit(found, columns, over, label, thing)
    if "share" in found:
        found["share"] = _share(found, columns.get("share"))
    if "verdict" in found and "verdict" in columns:
        found |= {"verdict": answer} if (answer := answer_to(found.pop("verdict"), columns["verdict"].label)) else {}
    return found


def _put_unit(
    found: dict[str, str], columns: Mapping[str, ReadColumn], over: Sequence[str], label: str, thing: str
) -> None:
    """Put the unit of the bare figures: that of their heads, else that of the row, else one of those over the table."""
    units = {name: columns[name].head.unit for name in _PAIR if name in found and name in columns}
    bare = [name for name in _PAIR if kind_of_cell(found.get(name, "")) == "number"]
    own = {unit for name, unit in units.items() if unit and name in bare}
    told = [name for name in _PAIR if kind_of_cell(found.get(name, "")) in ("number", "percent")]
    is_rate = bool(told) and all(
        _GROWTH.search(columns[name].name) for name in told if name in columns
    )  # 目标增速 | 实际增速
    if is_rate or (
        told and {units.get(name) for name in told} == {"%"}
    ):  # 增速(%) beside 总量, of which 亿元 is the unit
        found["unit"] = "%"
    elif "unit" not in found and len(own) > 1:  # 目标(亿元) and 完成(万元) have a unit each
        found |= {name: f"{found[name]}{units[name]}" for name in bare}
    elif "unit" not in found and bare:
        heads = " ".join([label, *(columns[name].label for name in bare if name in columns)])
        unit = next(iter(own), "") or _unit_over(over, heads) or _unit_over(over, f"{thing} {heads}")
        found |= {"unit": unit} if unit else {}


def _put_percent(found: dict[str, str], columns: Mapping[str, ReadColumn], over: Sequence[str]) -> None:
    """Put a percentage where it belongs: 完成(%) is the share of an amount, and what was achieved of a rate."""
    if _is_rate(found, columns, over):
        found[columns["achieved"].name if "share" in found else "share"] = found.pop("achieved") + "%"
    elif _is_level(found, columns):
        found["achieved"] = f"{found.pop('share').rstrip('%％')}%"


def _is_rate(found: Mapping[str, str], columns: Mapping[str, ReadColumn], over: Sequence[str]) -> bool:
    """Whether what is achieved is a percentage of a plan that is none: 60亿元 and 69 under 完成目标%."""
    if columns.get("achieved", _NONE).head.unit != "%" or kind_of_cell(found.get("achieved", "")) != "number":
        return False
    planned = columns.get("planned", _NONE).head.unit or found.get("unit") or next(iter(over), "")
    return planned not in {"", "%"} and kind_of_cell(found.get("planned", "")) == "number"


def _is_level(found: Mapping[str, str], columns: Mapping[str, ReadColumn]) -> bool:
    """Whether a share is what was achieved of a rate: 绿化率 | % | 目标 60 | 完成(%) 69, and not 完成目标%."""
    head = columns.get("share", _NONE)
    is_told = "achieved" in head.head.fields and not _OF_PLAN.search(head.label)
    return is_told and {"planned", "share"} <= {*found} and "achieved" not in found and found.get("unit") == "%"


def _limited(found: Mapping[str, str], columns: Mapping[str, ReadColumn], thing: str) -> dict[str, str]:
    """The planned figure as the most that may be, where it is bare and its head says so: 12 under 控制数.

    Not of what is done against a thing, and of what is good, the more the better: 能耗下降率, 优良天数, 查处率.
    """
    words, column = found.get("planned", ""), columns.get("planned", _NONE)
    is_limit = kind_of_cell(words) == "number" and words[0].isdigit() and bool(_LIMIT.search(column.label))
    return {"planned": f"≤{words}"} if is_limit and not any_of("levels", use="good").search(thing) else {}


def _unit_over(units: Sequence[str], words: str) -> str:
    """Of the units over a table the one that its figures can have: 亿元 for 年投资计划, 个 for 项目数, none for what may be either."""
    units = [unit for unit in units if unit != "%"] or units  # 单位:亿元、% over money and its shares
    if len(units) < 2:
        return units[0] if units else ""
    money = [unit for unit in units if dimension_of(unit).startswith("money")]
    others = [unit for unit in units if unit not in money]
    fitting = money if _MONEY.search(words) else others if _COUNTED.search(_GENERAL.sub("", words)) else []
    return fitting[0] if len(fitting) == 1 else ""


def _share(found: Mapping[str, str], column: ReadColumn | None) -> str:
    """A share as its reader sees it: 61.14 under 完成(%), or beside figures of which it is the share, is 61.14%."""
    words = found["share"]
    if kind_of_cell(words) != "number":
        return words
    value, (planned, achieved) = _value(words), (_value(found.get(name, "")) for name in _PAIR)
    if column and column.head.unit == "%":
        return f"{words}%"
    ratio = achieved / planned if planned and achieved is not None else None
    is_percent = (
        abs(value / 100 - ratio) < abs(value - ratio)
        if ratio is not None and value is not None
        else (value or 0) > _MOST_RATIO
    )
    return f"{words}%" if is_percent else words


def is_no_share(figures_of: Mapping[str, str]) -> bool:
    """Whether a share says less than nothing, or more than tenfold, and plan and achieved do not prove it: 40000%, -8.0%."""
    value = _value(figures_of.get("share", ""))
    if value is None or 0 <= value <= _MOST_PERCENT:
        return False
    planned, achieved = (_value(figures_of.get(name, "")) for name in _PAIR)
    return agreement(planned, achieved, value) <= 0


def _value(words: str) -> float | None:
    number = re.search(r"-?\d[\d,]*(?:\.\d+)?", words)
    return float(number[0].replace(",", "")) if number else None
