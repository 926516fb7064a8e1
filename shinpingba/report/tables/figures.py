"""The cells of figures as a record keeps them: which unit applies, a share with its %, 是 and 否 with what they answer."""

import re
from collections.abc import Mapping, Sequence

from ..units import dimension_of
from .cells import kind_of_cell
from .column import Column

_MONEY = re.compile(r"投资|资金|收入|支出|产值|税|金额|贷款|预算|销售|零售|总额|增加值|进出口|补助|GDP")
_PAIR = ("planned", "achieved")
_MOST_RATIO = 1.5  # a share over it is a percentage without its sign
FIGURES = ("planned", "achieved", "share", "unit", "verdict", "deadline")


def figures(cells: Mapping[str, str], columns: Mapping[str, Column], over: Sequence[str], label: str) -> dict[str, str]:
    """The words of planned, achieved, share, unit, verdict and deadline as a record keeps them.

    cells    the words as printed; - and / are unknown
    columns  the column each stands in
    over     the units in the line over the table, or that in the name of the row
    label    what the figures are of, in the words of the table
    """
    found = {
        name: words for name, words in cells.items() if name in FIGURES and words and kind_of_cell(words) != "dash"
    }
    units = {name: columns[name].head.unit for name in _PAIR if name in found and name in columns}
    bare = [name for name in _PAIR if kind_of_cell(found.get(name, "")) == "number"]
    own = {unit for name, unit in units.items() if unit and name in bare}
    if "unit" not in found and len(own) > 1:  # 目标(亿元) and 完成(万元) have a unit each
        found |= {name: f"{found[name]}{units[name]}" for name in bare}
    elif "unit" not in found and bare:
        thing = " ".join([label, *(columns[name].label for name in bare if name in columns)])
        unit = next(iter(own), "") or _unit_over(over, thing)
        found |= {"unit": unit} if unit else {}
    if "share" in found:
        found["share"] = _share(found, columns.get("share"))
    if "verdict" in found and "verdict" in columns:
        found["verdict"] = _answer(found["verdict"], columns["verdict"].label)
    return found


def _unit_over(units: Sequence[str], words: str) -> str:
    """Of the units over a table the one that its figures can have: 亿元 for 年投资计划, 个 for 项目数."""
    units = [unit for unit in units if unit != "%"] or units  # 单位:亿元、% over money and its shares
    if len(units) < 2:
        return units[0] if units else ""
    money = [unit for unit in units if dimension_of(unit).startswith("money")]
    others = [unit for unit in units if unit not in money]
    fitting = money if _MONEY.search(words) else others
    return fitting[0] if len(fitting) == 1 else ""


def _share(found: Mapping[str, str], column: Column | None) -> str:
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


def _value(words: str) -> float | None:
    number = re.search(r"-?\d[\d,]*(?:\.\d+)?", words)
    return float(number[0].replace(",", "")) if number else None


def _answer(words: str, head: str) -> str:
    """否 under 是否达序 is 未达序: without its question an answer says nothing."""
    asked = re.search(r"是否(?P<what>.{1,12})", re.sub(r"\s", "", head))
    if not asked or kind_of_cell(words) != "yesno":
        return words
    return asked["what"] if words in {"是", "有", "达"} else f"未{asked['what']}"
